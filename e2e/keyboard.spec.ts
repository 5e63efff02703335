import { expect, test } from './fixtures';

test('everything is within reach of the keyboard', async ({ page, workbench }) => {
  await workbench.openSample();
  const { keyboard } = page;
  const focused = page.locator(':focus');

  // The page's one next step has the focus.
  await expect(workbench.trainButton).toBeFocused();

  await keyboard.press('2');
  await expect(focused).toHaveAttribute('id', 'panel-tune');
  await keyboard.press('Tab');
  await expect(page.getByRole('slider', { name: 'Levels L' })).toBeFocused();
  await keyboard.press('ArrowLeft');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  for (let i = 0; i < 4; i++) await keyboard.press('ArrowLeft');
  await expect(page.getByRole('slider', { name: 'Codes K' })).toHaveAttribute(
    'aria-valuetext',
    /codes/,
  );

  await keyboard.press('Escape');
  await workbench.training(() => keyboard.press('t'));
  await expect(page.getByTestId('level-count')).toHaveText('2');

  await keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search items' })).toBeFocused();
  await keyboard.type('toy story');
  await expect(page.getByText(/items? found/)).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByTestId('item-card')).toContainText('Toy Story');
  await keyboard.press('Escape');
  await expect(page.getByTestId('selection')).toBeHidden();

  await keyboard.press('3');
  await expect(focused).toHaveAttribute('id', 'panel-usage');

  await keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
