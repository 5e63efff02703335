import { findings } from './axe';
import { noise, npy } from './files';
import { expect, test } from './fixtures';

/** In the page: whether the browser has noted a run of a kept dataset. */
function isRunNoted(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('sid-workbench');
    opening.onsuccess = () => {
      const database = opening.result;
      const all = database.transaction('sessions').objectStore('sessions').getAll();
      all.onsuccess = () => {
        database.close();
        resolve((all.result as { last: unknown }[]).some(({ last }) => last !== null));
      };
    };
  });
}

test('a kept dataset is back after a reload with its rows and its last run, and can be deleted', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.open(npy('mine.npy', 300, 8, noise));
  await page.getByRole('button', { name: 'Keep in this browser' }).first().click();
  await expect(page.getByText('(kept in this browser)')).toBeVisible();
  await page.getByText('Uniform sample', { exact: true }).click();
  await workbench.setNumber('Sample rows', 200);
  await page.getByRole('button', { name: 'Use these rows' }).click();
  await expect(workbench.banner).toHaveText('200 of 300 rows, seed 7');
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  const unique = await workbench.value('unique-ratio');
  // The session is written a moment after the run.
  await expect.poll(() => page.evaluate(isRunNoted)).toBe(true);

  await page.reload();
  await expect(workbench.banner).toHaveText('200 of 300 rows, seed 7', { timeout: 30_000 });
  await expect(page.getByTestId('unique-ratio')).toHaveText(unique);
  await workbench.ready();

  await page.getByRole('tab', { name: 'Storage' }).click();
  const kept = page.getByRole('table', { name: 'Kept in this browser' });
  await expect(kept.getByRole('row', { name: /^Dataset mine\.npy/ })).toBeVisible();
  await expect(kept.getByRole('row', { name: /^Runs 1 run on mine\.npy/ })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await kept.getByRole('button', { name: 'Delete… mine.npy' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(kept.getByRole('row', { name: /^Dataset/ })).toHaveCount(0);
});
