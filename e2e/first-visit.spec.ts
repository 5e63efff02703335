import { expect, test } from './fixtures';

test('the sample opens by itself, trains with the defaults, and L moves without training', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  // A missing WebGPU adapter is a failure here, never a skip.
  await expect(page.getByTestId('adapter')).toHaveText(/GPU|software adapter/);
  await expect(page.getByTestId('adapter')).not.toContainText('CPU');
  await expect(page.getByText('behavior_embedding, 128-d')).toBeVisible();

  await workbench.train();
  await expect(page.getByTestId('level-count')).toHaveText('3');
  for (const name of ['Codebook usage', 'Entropy and energy', 'Collisions']) {
    const panel = page.getByRole('region', { name });
    await expect(panel.locator('.headline').first()).not.toBeEmpty();
    await expect(panel.locator('canvas').first()).toBeVisible();
  }
  const unique = Number.parseFloat(await workbench.value('unique-ratio'));
  const collisions = Number.parseFloat(await workbench.value('collision-rate'));
  expect(unique).toBeGreaterThan(50);
  expect(unique + collisions).toBeCloseTo(100, 0);

  const levels = page.getByRole('slider', { name: 'Levels L' });
  await levels.press('ArrowLeft');
  await expect(page.getByTestId('level-count')).toHaveText('2');
  const uniqueOfTwo = Number.parseFloat(await workbench.value('unique-ratio'));
  expect(uniqueOfTwo).toBeLessThan(unique);
  await levels.press('ArrowRight');
  await expect(page.getByTestId('level-count')).toHaveText('3');
  expect(Number.parseFloat(await workbench.value('unique-ratio'))).toBe(unique);
  expect(await workbench.runCount()).toBe(1);
});

test('raising L trains, and a bucket and a code list their items', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.setSmall();
  await page.getByRole('slider', { name: 'Levels L' }).press('ArrowLeft');
  await workbench.train();
  await expect(page.getByTestId('level-count')).toHaveText('2');

  const row = page.getByRole('grid', { name: 'Largest buckets' }).getByRole('row').nth(1);
  const members = Number(await row.getByRole('gridcell').first().innerText());
  expect(members).toBeGreaterThan(1);
  await row.click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByTestId('selection')).toBeVisible();
  await expect(inspector.getByText(`${members} items`)).toBeVisible();

  const map = page.getByRole('img', { name: /^Heat map/ });
  await map.press('ArrowRight');
  await map.press('Enter');
  await expect(inspector.getByTestId('selection')).toContainText(/code 0/i);

  await page.getByRole('slider', { name: 'Levels L' }).press('ArrowRight');
  await workbench.train();
  await expect(page.getByTestId('level-count')).toHaveText('3');
});

test('the device agrees with the CPU', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  await page.getByRole('button', { name: 'Check against CPU' }).click();
  await expect(page.getByTestId('agreement')).toContainText('The CPU agrees', { timeout: 60_000 });
});

test('SQL chooses rows and answers questions', async ({ page, workbench }) => {
  await workbench.openSample();
  await page.getByRole('button', { name: 'SQL', exact: true }).click();
  await page
    .getByLabel('SQL query')
    .fill("SELECT count(*) AS films FROM 'items.parquet' WHERE year >= 1990");
  await page.getByRole('button', { name: 'Run query' }).click();
  const result = page.getByRole('table', { name: 'Query result' });
  const films = await result.getByRole('cell').first().innerText();
  await page.getByLabel('SQL query').fill('SELECT nothing FROM nowhere');
  await page.getByRole('button', { name: 'Run query' }).click();
  await expect(workbench.problem('SQL_ERROR')).toContainText('nowhere');

  await page.getByText('Rows', { exact: true }).click();
  await page.getByLabel('WHERE').fill('year >= 1990');
  await page.getByRole('button', { name: 'Use these rows' }).click();
  const rows = Number(films).toLocaleString('en');
  await expect(workbench.banner).toHaveText(`${rows} of 3,496 rows, seed 7`);
});
