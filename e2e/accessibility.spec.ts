import { findings } from './axe';
import { expect, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing serious, before and after training', async ({ page, workbench }) => {
      await workbench.openSample();
      expect(await findings(page)).toEqual([]);
      await workbench.setSmall();
      await workbench.train();
      await page.getByRole('button', { name: 'SQL', exact: true }).click();
      await page.getByRole('button', { name: 'Items per code as a table' }).click();
      await page.getByText('Columns', { exact: true }).click();
      await page.getByText('Quality', { exact: true }).click();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('a narrow window shows one column with tabs', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 900 });
  await page.goto('./');
  await page.getByRole('tab', { name: 'Tune' }).click();
  await expect(page.getByRole('slider', { name: 'Levels L' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test('the page follows its own theme switch, whatever the system says', async ({ page }) => {
  await page.goto('./');
  const background = () =>
    page.evaluate(
      () => getComputedStyle(document.querySelector('.topbar') ?? document.body).backgroundColor,
    );
  const light = await background();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(background).not.toBe(light);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await expect.poll(background).toBe(light);
});
