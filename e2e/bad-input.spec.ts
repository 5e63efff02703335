import { expect, test } from './fixtures';
import {
  noise,
  npy,
  parquet,
  pickledNpz,
  textFile,
  truncatedParquet,
  type TestFile,
} from './files';

const constant = () => 1;

test.describe('a file that cannot be used is named as such, and the rows in use stay', () => {
  const cases: readonly [name: string, file: () => TestFile, code: string][] = [
    ['not embeddings', () => textFile, 'FILE_TYPE'],
    ['a truncated Parquet', truncatedParquet, 'FILE_TRUNCATED'],
    ['pickled arrays', pickledNpz, 'NPZ_PICKLE'],
  ];
  for (const [name, file, code] of cases) {
    test(name, async ({ page, workbench }) => {
      await workbench.openSample();
      await workbench.open(file());
      await expect(workbench.problem(code)).toBeVisible();
      await expect(workbench.problem(code).locator('.problem-hint')).not.toBeEmpty();
      await expect(workbench.banner).toHaveText('3,496 of 3,496 rows, seed 7');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(workbench.problem(code)).toBeHidden();
      await workbench.ready();
    });
  }
});

test.describe('rows that cannot be used are refused, and the rows before stay', () => {
  const cases: readonly [name: string, file: () => TestFile, code: string][] = [
    ['ragged vectors', () => parquet('ragged.parquet', [[1, 2], [3], [4, 5]]), 'VEC_RAGGED'],
    ['no rows', () => npy('empty.npy', 0, 4, noise), 'SLICE_EMPTY'],
  ];
  for (const [name, file, code] of cases) {
    test(name, async ({ page, workbench }) => {
      await workbench.openSample();
      await workbench.open(file());
      const use = page.getByRole('button', { name: 'Use these rows' });
      await expect(use.or(workbench.problem(code)).first()).toBeVisible();
      if (await use.isVisible()) await use.click();
      await expect(workbench.problem(code)).toBeVisible();
      await expect(workbench.banner).toHaveText('3,496 of 3,496 rows, seed 7');
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

test('one row trains', async ({ workbench }) => {
  await workbench.openSample();
  await workbench.openRows(npy('one.npy', 1, 4, noise));
  await expect(workbench.banner).toHaveText('1 of 1 rows, seed 7');
  await workbench.setNumber('Codes K, exact', 1);
  await workbench.ready();
  await workbench.train();
  expect(await workbench.value('unique-ratio')).toContain('100');
});

test('more codes than rows is said before or instead of a wrong result', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.openRows(npy('few.npy', 10, 4, noise));
  await expect(workbench.banner).toHaveText('10 of 10 rows, seed 7');
  await workbench.setNumber('Codes K, exact', 256);
  await expect(page.getByRole('alert')).toContainText(/256/);
  await workbench.setNumber('Codes K, exact', 8);
  await workbench.ready();
  await workbench.train();
});

test('identical vectors train and are reported as unavoidable collisions', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.openRows(npy('same.npy', 60, 4, constant));
  await expect(workbench.banner).toHaveText('60 of 60 rows, seed 7');
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await expect(page.getByTestId('unavoidable')).toHaveText('60');
  await expect(page.getByTestId('max-bucket')).toHaveText('60');
});

test('a shard of text ids and vectors in an .npz opens', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.openRows(
    parquet('words.parquet', [
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  );
  await expect(workbench.banner).toHaveText('3 of 3 rows, seed 7');
  await page.getByRole('searchbox', { name: 'Search items' }).fill('item-2');
  await expect(page.getByText('1 item found')).toBeVisible();
});
