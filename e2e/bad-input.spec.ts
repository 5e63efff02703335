import { expect, test } from './fixtures';
import {
  noise,
  npy,
  npyIds,
  parquet,
  pickledNpz,
  textFile,
  textNpz,
  truncatedParquet,
} from './files';

const FIRST_ROWS = '3,496 of 3,496 rows, seed 7';

test('a file that cannot be used is named as such, and the rows in use stay', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  for (const [file, code] of [
    [textFile, 'FILE_TYPE'],
    [truncatedParquet(), 'FILE_TRUNCATED'],
    [pickledNpz(), 'NPZ_PICKLE'],
  ] as const) {
    await test.step(file.name, async () => {
      await workbench.open(file);
      await expect(workbench.problem(code)).toBeVisible();
      await expect(workbench.problem(code).locator('.problem-hint')).not.toBeEmpty();
      await expect(workbench.banner).toHaveText(FIRST_ROWS);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(workbench.problem(code)).toBeHidden();
      await workbench.ready();
    });
  }
});

test('rows that cannot be used are refused, and the rows before stay', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  for (const [file, code] of [
    [parquet('ragged.parquet', [[1, 2], [3], [4, 5]]), 'VEC_RAGGED'],
    [npy('empty.npy', 0, 4, noise), 'SLICE_EMPTY'],
  ] as const) {
    await test.step(file.name, async () => {
      await workbench.openRows(file);
      await expect(workbench.problem(code)).toBeVisible();
      await expect(workbench.banner).toHaveText(FIRST_ROWS);
      await page.getByRole('button', { name: 'Dismiss' }).click();
    });
  }
});

test('rows with NaN can be dropped', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.openRows(
    npy('holes.npy', 40, 4, (i, j) => (i % 10 === 3 && j === 2 ? Number.NaN : noise(i, j))),
  );
  await expect(workbench.problem('VEC_NAN')).toContainText('4 rows');
  await page.getByRole('button', { name: 'Drop these rows' }).click();
  await expect(workbench.banner).toHaveText('36 of 40 rows, seed 7');
});

for (const [name, rows] of [
  ['one row', 1],
  ['identical vectors', 60],
] as const) {
  test(`${name}: there is nothing to quantize, and the page says so`, async ({
    page,
    workbench,
  }) => {
    await workbench.openSample();
    await workbench.openRows(npy('same.npy', rows, 4, () => 1));
    await expect(workbench.banner).toHaveText(`${rows} of ${rows} rows, seed 7`);
    await workbench.setNumber('Codes K, exact', 1);
    await workbench.ready();
    await workbench.trainButton.click();
    await expect(workbench.problem('VEC_IDENTICAL')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-run', 'failed');
  });
}

test('more codes than rows is said before or instead of a wrong result', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.openRows(npy('few.npy', 10, 4, noise));
  await expect(workbench.banner).toHaveText('10 of 10 rows, seed 7');
  await workbench.setNumber('Codes K, exact', 256);
  await expect(page.getByRole('alert')).toContainText(/256/);
  await expect(workbench.trainButton).toHaveAttribute('aria-disabled', 'true');
  await expect(workbench.trainButton).toHaveAccessibleDescription(/do not fit/);
  await workbench.setNumber('Codes K, exact', 8);
  await workbench.ready();
  await workbench.train();
});

test('duplicate vectors are reported as unavoidable collisions', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.openRows(npy('pairs.npy', 60, 4, (i, j) => noise(Math.floor(i / 2), j)));
  await expect(workbench.banner).toHaveText('60 of 60 rows, seed 7');
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await expect(page.getByTestId('unavoidable')).toHaveText('60');
  expect(Number(await workbench.value('max-bucket'))).toBeGreaterThanOrEqual(2);
});

test('an .npy opens together with the .npy of its ids, and files that do not go together do not', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  const vectors = npy('vectors.npy', 6, 4, (i, j) => Math.sin(3 * i + j));
  await workbench.openTogether([vectors, npyIds('item_id.npy', [11, 12, 13, 14, 15, 16])]);
  await expect(page.getByRole('combobox', { name: 'Item id' })).toHaveValue('item_id');
  await page.getByRole('button', { name: 'Use these rows' }).click();
  await expect(workbench.banner).toHaveText('6 of 6 rows, seed 7');

  await workbench.openTogether([vectors, textFile]);
  await expect(workbench.problem('FILE_TYPE')).toBeVisible();
  await expect(workbench.banner).toHaveText('6 of 6 rows, seed 7');
});

test('a shard with ids of text opens', async ({ page, workbench }) => {
  await workbench.openSample();
  for (const file of [
    textNpz(),
    parquet('words.parquet', [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]),
  ]) {
    await workbench.openRows(file);
    await expect(workbench.banner).toHaveText('4 of 4 rows, seed 7');
    await page.getByRole('searchbox', { name: 'Search items' }).fill('item-2');
    await expect(page.getByText('1 item found')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search items' }).fill('');
  }
});
