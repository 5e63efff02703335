import { Float32 } from 'apache-arrow';
import { expect, test } from 'vitest';
import { RangedFile } from '../ranged-file';
import { ints, listVector, numberedRows, parquetFile } from '../shard.fixture';
import { decodeTogether } from './parquet-decoders';

const ROWS = 11;
const COLUMNS = ['id', 'vector'];
const file = await parquetFile(
  'v.parquet',
  {
    id: ints(Array.from({ length: ROWS }, (_, row) => row)),
    vector: listVector(new Float32(), numberedRows(ROWS, 2)),
  },
  3,
);

async function read(given: File, groups: readonly number[], columns: readonly string[] = COLUMNS) {
  const found: unknown[] = [];
  for await (const { group, batch } of (await decodeTogether(given, groups, columns))!) {
    for (let row = 0; row < batch.numRows; row++) {
      const vector = batch.getChild('vector')?.get(row) as Iterable<number> | null | undefined;
      found.push([group, batch.getChild('id')?.get(row), ...(vector ?? [])]);
    }
  }
  return found;
}

const rowsOf = (...groups: readonly number[]) =>
  Array.from({ length: ROWS }, (_, row) => [
    Math.floor(row / 3),
    row,
    10 * row,
    10 * row + 1,
  ]).filter(([group]) => groups.includes(group!));

test.each([[[0, 1, 2, 3]], [[1, 3]], [[0, 2, 3]], [[2]], [[]]])(
  'row groups %j come in their order, however many decode them',
  async (groups) => {
    expect(await read(file, groups)).toEqual(rowsOf(...groups));
  },
);

test('only the columns that are asked for', async () => {
  expect(await read(file, [0], ['id'])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
  ]);
});

test('whoever stops early leaves nothing running that the next read would meet', async () => {
  for await (const { group } of (await decodeTogether(file, [0, 1, 2, 3], COLUMNS))!) {
    if (group === 1) break;
  }
  expect(await read(file, [3])).toEqual(rowsOf(3));
});

test('a damaged row group is told as by the decoder here', async () => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  bytes.fill(255, 4, 40);
  const damaged = new File([bytes], 'damaged.parquet');
  await expect(read(damaged, [0, 1, 2, 3])).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
});

test('a file whose bytes come from a function is left to the decoder here', async () => {
  const read = (begin: number, end: number) => file.slice(begin, end).arrayBuffer();
  const ranged = new RangedFile({ name: file.name, size: file.size, read });
  expect(await decodeTogether(ranged, [0, 1], COLUMNS)).toBeNull();
});
