import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { findings } from './axe';
import { expect, test } from './fixtures';

/** What the page exports as `name`. */
async function exported(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFileSync(await (await download).path());
}

test('saved codebooks encode the rows in use: the codes of training again, as a run of their own', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  const unique = await workbench.value('unique-ratio');
  const codes = await exported(page, 'codes.npy');
  const buffer = await exported(page, 'codebooks.npz');
  // The knobs are left: the file alone decides.
  await workbench.setNumber('Seed', 5);

  await page.getByText('Encode with a file').click();
  const choose = page.getByLabel('File with saved codebooks or a saved model');
  await choose.setInputFiles({ name: 'notes.txt', mimeType: '', buffer: Buffer.from('no model') });
  await expect(workbench.problem('SAVED_TYPE')).toContainText('notes.txt is neither');
  await choose.setInputFiles({ name: 'mine.npz', mimeType: '', buffer });
  const summary = page.locator('.summary');
  await expect(summary).toContainText('3 levels of 16 codes', { timeout: 30_000 });
  await expect(summary).toContainText('encoded with mine.npz in');
  await expect(workbench.problem('SAVED_TYPE')).toBeHidden();
  await expect(page.getByText('Settings have changed since')).toBeHidden();
  expect(await workbench.value('unique-ratio')).toBe(unique);
  expect((await exported(page, 'codes.npy')).equals(codes)).toBe(true);
  const metrics = JSON.parse((await exported(page, 'metrics.json')).toString()) as object;
  expect(metrics).toMatchObject({ run: { method: 'encode', encoded_with: 'mine.npz' } });

  await page.getByRole('button', { name: 'Other tools…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Semantic IDs for other tools' });
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('LC-Rec: index.json');
  const preview = dialog.getByRole('region', { name: 'How index.json begins' });
  await expect(preview).toHaveText(/^("\d+": \["<a_\d+>","<b_\d+>","<c_\d+>"\]\s*){3}$/);
  expect(await findings(page)).toEqual([]);
  const index = JSON.parse((await exported(page, 'Save index.json')).toString()) as object;
  expect(Object.keys(index)).toHaveLength(3496);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByRole('region', { name: 'Training' })).toContainText('nothing was trained');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  const runs = page.getByRole('grid', { name: 'Runs' });
  await expect(runs).toHaveAttribute('aria-rowcount', '3');
  await runs.getByRole('row').filter({ hasText: 'Encoded' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of run 2' })).toHaveAttribute(
    'placeholder',
    'Encoded with mine.npz',
  );
});
