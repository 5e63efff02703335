import { expect, test } from './fixtures';

test("the sample's histories open with it; a file of others is matched or refused", async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  const section = page.getByRole('group').filter({ hasText: 'Histories' });
  await expect(section).toContainText('671 users, 100% of items known');
  await section.getByText('Histories', { exact: true }).click();
  await expect(section).toContainText('90,072');

  const open = (text: string) =>
    page.getByLabel('File with user histories').setInputFiles({
      name: 'mine.jsonl',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await open('{"user_id":"a","item_ids":[1,"no-such-item"]}\n');
  await expect(section).toContainText('no-such-item');
  await expect(section).toContainText('1 user, 50% of items known');
  await open('{"user_id":"a","item_ids":["nothing"]}\n');
  await expect(section.locator('[data-code=HISTORY_UNKNOWN_ITEMS]')).toBeVisible();
  await expect(section).toContainText('1 user, 50% of items known');
});

test('hitrate and purity of the trained SIDs', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  await page.keyboard.press('a');
  await expect(page.getByTestId('purity-1')).toHaveText(/\d%/);
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByTestId('hitrate-100')).toHaveText(/\d%/, { timeout: 60_000 });
  const at = async (k: number) =>
    Number.parseFloat((await page.getByTestId(`hitrate-${k}`).textContent()) ?? '');
  expect(await at(100)).toBeGreaterThan(await at(1));
  // 3 % of the items are among the 100 nearest by chance.
  expect(await at(100)).toBeGreaterThan(3);
});
