import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sid } from './command-line';
import { noise, npy, pairsNpz, type TestFile } from './files';
import { expect, test } from './fixtures';

const ROWS = 400;
const shard = npy('shard.npy', ROWS, 8, noise);
/** Every item and the next, and two pairs that name no or one item. */
const pairs = pairsNpz('pairs.npz', [
  ...Array.from({ length: ROWS - 1 }, (_, row) => [row, row + 1] as const),
  [9999, 1],
  [5, 5],
]);

test('an RQ-VAE trains on pairs of a file and shows how they match', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.openRows(shard);
  await expect(workbench.banner).toContainText('400 of 400 rows');
  await page.getByLabel('Method').selectOption({ label: 'RQ-VAE, learned' });
  await page.getByText('Contrastive pairs').click();
  const toggle = page.getByRole('switch', { name: 'Train on these pairs' });
  await expect(toggle).toBeDisabled();
  const input = page.getByLabel('File with pairs of item ids');
  await input.setInputFiles(pairsNpz('other.npz', [[7000, 8000]]));
  await expect(workbench.problem('PAIRS_UNKNOWN')).toContainText('7000');
  await input.setInputFiles(pairs);
  await expect(page.getByTestId('pairs')).toHaveText(
    '399 pairs from pairs.npz; 1 of 401 name an item not in use; 1 join an item with itself.',
  );
  await expect(workbench.problem('PAIRS_UNKNOWN')).toHaveCount(0);

  await toggle.focus();
  await page.keyboard.press('Space');
  await workbench.setNumber('Pairs a step', 64);
  await workbench.setNumber('Codes K, exact', 16);
  await workbench.setNumber('Epochs', 3);
  await workbench.setNumber('Latent dims', 8);
  await page.getByRole('textbox', { name: 'Hidden widths' }).fill('16');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('steps')).toHaveText(
    '1 step on items and 6 on pairs an epoch, 21 in all.',
  );
  await workbench.ready();
  await workbench.train();
  await page.getByRole('tab', { name: 'Training' }).click();
  const learning = page.getByRole('img', { name: /After epoch 3 of 3/ });
  await expect(learning).toHaveAccessibleName(/pair contrast loss .* self contrast loss/);
  await expect(page.getByText('of pairs find each other in their batch')).toBeVisible();

  // Other rows: the pairs are forgotten, and with them the contrast.
  await workbench.openRows(npy('others.npy', 300, 8, noise));
  await expect(workbench.banner).toContainText('300 of 300 rows');
  await expect(toggle).not.toBeChecked();
  await expect(toggle).toBeDisabled();
});

test.describe('the command line', () => {
  let folder: string;
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sid-pairs-'));
  });
  test.afterEach(() => rmSync(folder, { recursive: true }));

  const save = ({ name, buffer }: TestFile) => {
    writeFileSync(join(folder, name), buffer);
    return join(folder, name);
  };

  test('trains on pairs and tells of the contrast', async () => {
    const out = join(folder, 'out');
    const options = '--method rqvae --hidden 16 --latent 8 --codebook-size 16 --iterations 2';
    const given = ['train', save(shard), '--out', out, ...options.split(' '), '--contrastive'];
    const batch = ['--pair-batch', '64'];
    const ended = await sid(...given, ...batch, '--pairs', save(pairs));
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('399 of 401 pairs (1 with unknown items');
    const { learned } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
      learned: { losses: object; contrast: { match_accuracy: number; temperatures: object } };
    };
    expect(Object.keys(learned.losses)).toContain('pair_contrast');
    expect(learned.contrast.match_accuracy).toBeGreaterThanOrEqual(0);
    expect(Object.keys(learned.contrast.temperatures)).toEqual(['pair', 'cross', 'self']);
    const model = readFileSync(join(out, 'model.safetensors'), 'latin1');
    expect(model).toContain('contrast.pair.logScale');

    const missing = await sid(...given, '--pairs', join(folder, 'none.npz'));
    expect(missing.stderr).toContain('NO_FILE');
    expect(missing.status).toBe(1);
  });
});
