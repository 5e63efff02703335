import { findings } from './axe';
import { noise, npy } from './files';
import { expect, test } from './fixtures';

/** In the page: whether the browser has noted the policy and the histories of a kept dataset. */
function isPolicyNoted(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('sid-workbench');
    opening.onsuccess = () => {
      const database = opening.result;
      const all = database.transaction('sessions').objectStore('sessions').getAll();
      all.onsuccess = () => {
        database.close();
        const noted = all.result as { policy: { applied: unknown }; histories: unknown }[];
        resolve(noted.some(({ policy, histories }) => policy.applied && histories));
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
  const histories = page.getByRole('group').filter({ hasText: 'Histories' });
  await histories.getByText('Histories', { exact: true }).click();
  await page.getByLabel('File with user histories').setInputFiles({
    name: 'users.jsonl',
    mimeType: 'application/json',
    buffer: Buffer.from('{"user_id":"a","item_ids":[1,2,3,4,5]}\n'),
  });
  await expect(histories).toContainText('1 user');
  await page.getByRole('tab', { name: 'Policy' }).click();
  await page
    .getByRole('combobox', { name: 'Policy', exact: true })
    .selectOption({ label: 'Suffix token' });
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByTestId('unique-ratio')).toHaveText('100%');
  // The session is written a moment after what it notes.
  await expect.poll(() => page.evaluate(isPolicyNoted)).toBe(true);

  await page.reload();
  await expect(workbench.banner).toHaveText('200 of 300 rows, seed 7', { timeout: 30_000 });
  await expect(page.getByRole('tab', { name: 'Policy' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('unique-ratio')).toHaveText('100%');
  await expect(histories).toContainText('1 user');
  await page.getByRole('button', { name: 'Back to the trained codes' }).first().click();
  await expect(page.getByTestId('unique-ratio')).toHaveText(unique);
  await workbench.ready();

  await page.getByRole('tab', { name: 'Storage' }).click();
  const kept = page.getByRole('table', { name: 'Kept in this browser' });
  await expect(kept.getByRole('row', { name: /^Dataset mine\.npy and 1 more file/ })).toBeVisible();
  await expect(kept.getByRole('row', { name: /^Runs 1 run on mine\.npy/ })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await kept.getByRole('button', { name: 'Delete… mine.npy and 1 more file' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(kept.getByRole('row', { name: /^Dataset/ })).toHaveCount(0);
});
