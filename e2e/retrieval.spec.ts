import { expect, test } from './fixtures';

test('retrieval: baselines and SID lookups on the histories of the sample', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  await page.keyboard.press('g');
  const panel = page.locator('#panel-retrieval');
  await expect(panel).toContainText('671 users with three interactions or more');
  await panel.getByRole('button', { name: 'Evaluate' }).click();
  const table = page.getByTestId('method-table');
  await expect(table.getByRole('row')).toHaveCount(9, { timeout: 60_000 });
  // 30 of 671 users, as in the kernel tests.
  await expect(table.getByTestId('Recall@10 popularity')).toHaveText('4.47%');
  await expect(page.getByTestId('retrieval-headline')).toContainText('leads: Recall@10');
  await panel.getByLabel('Columns of the table').selectOption('Coverage, every K');
  await expect(table.getByTestId('Coverage@1,000 popularity')).toHaveText(/\d%/);
  await panel.getByLabel('Held-out item').selectOption('validation: the one before');
  await expect(panel.getByRole('button', { name: 'Evaluate' })).toBeVisible();
});
