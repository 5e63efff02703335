import { expect, test } from './fixtures';

/** A model whose steps take no time. */
const SMALL_MODEL = [
  ['Width (d_model)', 8],
  ['Heads', 1],
  ['Columns a head (d_kv), by 4', 4],
  ['Feed-forward width (d_ff)', 8],
  ['Encoder layers', 1],
  ['Decoder layers', 1],
  ['Epochs', 2],
  ['Beam, 1 is greedy', 10],
] as const;

/** Twelve users who go round the same eight films. */
const ROUNDS = Array.from({ length: 12 }, (_, user) => {
  const films = [1, 2, 3, 5, 6, 7, 10, 11];
  const items = [...films.slice(user % 8), ...films.slice(0, user % 8)];
  return `${JSON.stringify({ user_id: `u${user}`, item_ids: items })}\n`;
});

test('retrieval: baselines, SID lookups and a sequence model on the histories of the sample', async ({
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

  await page.getByText('Histories', { exact: true }).click();
  await page.getByLabel('File with user histories').setInputFiles({
    name: 'rounds.jsonl',
    mimeType: 'application/json',
    buffer: Buffer.from(ROUNDS.join('')),
  });
  await expect(panel).toContainText('12 users with three interactions or more');
  await panel.getByLabel('Model', { exact: true }).selectOption('custom');
  for (const [label, value] of SMALL_MODEL) await workbench.setNumber(label, value);
  await expect(panel.getByRole('button', { name: 'Decode' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await panel.getByRole('button', { name: 'Train the model' }).click();
  await expect(page.getByTestId('model-plan')).toContainText('parameters', { timeout: 60_000 });
  await expect(page.getByTestId('model-trained')).toContainText('2 epochs: loss', {
    timeout: 60_000,
  });
  await expect(panel.getByRole('figure', { name: 'Loss of the model' })).toBeVisible();
  await panel.getByLabel('Held-out item').selectOption('test: the last');
  await panel.getByRole('button', { name: 'Decode' }).click();
  await panel.getByLabel('Columns of the table').selectOption('K = 10');
  await expect(table.getByTestId('Recall@10 t5')).toHaveText(/\d%/, { timeout: 60_000 });
  await expect(page.getByTestId('decoded-table')).toContainText('T5 beam 10');
  // Ten SIDs are no list of fifty.
  await panel.getByLabel('Columns of the table').selectOption('K = 50');
  await expect(table.getByTestId('SID-level HR@50 t5')).toHaveText('–');
  // The recall is kept with the run whose SIDs they are.
  await panel.getByLabel('What proxies are held against').selectOption('T5 beam 10');
  await expect(page.getByTestId('proxy-runs')).toContainText('known for 1 of 1 kept run');
});

test('the sample model decodes at first sight: all users, then one level by level', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await page.keyboard.press('g');
  const panel = page.locator('#panel-retrieval');
  await panel.getByRole('button', { name: 'Try the sample model' }).click();
  const table = page.getByTestId('method-table');
  await expect(table.getByRole('row', { name: /^T5 greedy/ })).toBeVisible({ timeout: 90_000 });
  // The beam may go on another time.
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByRole('button', { name: 'Go on with the sample model' })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  await panel.getByRole('button', { name: 'Next user' }).click();
  await expect(page.getByTestId('glass-truth')).toContainText('found');
  const levels = panel.getByRole('region', { name: 'Beams level by level' });
  await expect(levels.getByRole('table').first()).toContainText('Level 1: 8 beams');
});
