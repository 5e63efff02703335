import { expect, test } from './fixtures';

const SWEEP_MS = 90_000;

test('a sweep of 2 x 2, by keyboard: cancelled, resumed, with mean and spread', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  const { keyboard } = page;
  await keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Tune' }).click();

  await keyboard.press('9');
  await expect(page.locator(':focus')).toHaveAttribute('id', 'panel-sweep');
  const lists = page.locator('.sweep-form');
  for (const [label, text] of [
    ['Levels L', '2'],
    ['Codes K', '8, 16'],
    ['Seeds', '0-1'],
  ] as const) {
    await keyboard.press('Tab');
    await expect(lists.getByRole('textbox', { name: label })).toBeFocused();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(text);
  }
  const plan = page.getByTestId('sweep-plan');
  await expect(plan).toContainText('4 runs');

  const start = page.getByRole('button', { name: /the sweep$/ });
  while (!(await start.evaluate((button) => button === document.activeElement))) {
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await expect(plan).toContainText(/[1-3] of 4 runs finished/, { timeout: SWEEP_MS });
  await keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('data-run', 'cancelled');
  await expect(plan).toContainText(/4 runs, [1-3] of them finished already/);
  await expect(page.getByRole('alert')).toHaveCount(0);

  // What was finished is kept and skipped, even after a reload.
  await page.reload();
  await workbench.ready();
  await workbench.setSmall();
  await page.getByRole('tab', { name: 'Sweep' }).click();
  await lists.getByRole('textbox', { name: 'Levels L' }).fill('2');
  await lists.getByRole('textbox', { name: 'Codes K' }).fill('8, 16');
  await lists.getByRole('textbox', { name: 'Seeds' }).fill('0-1');
  await expect(plan).toContainText(/4 runs, [1-3] of them finished already/);
  await page.getByRole('button', { name: 'Go on with the sweep' }).click();
  await expect(plan).toContainText('All 4 runs are finished', { timeout: SWEEP_MS });

  const results = page.getByRole('region', { name: 'Sweep results' });
  await expect(results.getByRole('row')).toHaveCount(3);
  await expect(results.getByRole('row').nth(1)).toContainText(/Lloyd2 × 82[\d.]+%/);
  await page.getByRole('combobox', { name: 'Metric of the sweep' }).selectOption('Max bucket');
  await expect(page.getByRole('region', { name: 'Results of the sweep' })).toContainText(
    'has the lowest max bucket',
  );
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await expect(page.getByRole('grid', { name: 'Runs' })).toHaveAttribute('aria-rowcount', '5');
});

test('a list that is none, and runs that do not fit, are said before anything trains', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await page.getByRole('tab', { name: 'Sweep' }).click();
  const sizes = page.locator('.sweep-form').getByRole('textbox', { name: 'Codes K' });
  await sizes.fill('16, many');
  await expect(sizes).toHaveAccessibleDescription(/“many” is no whole number/);
  const start = page.getByRole('button', { name: 'Start the sweep' });
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  await expect(start).toHaveAccessibleDescription(/not complete/);
  await sizes.fill('16, 8192');
  await expect(start).toHaveAccessibleDescription(/K = 8,192/);
});
