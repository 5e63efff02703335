import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FORGE_DICTS, objectNpy } from './item-table.fixture';
import { openNpz } from './npz';
import { readNpyRows } from './npy';
import { encodeNpy, type NpyOutput } from './npy-write';

const file = (members: Record<string, Uint8Array>) =>
  new File([zipSync(members, { level: 0 })], 'contrastive.npz');
const int64 = (shape: readonly number[], ...values: bigint[]): NpyOutput => ({
  data: BigInt64Array.from(values),
  shape,
});
const members = (table: Uint8Array, rows = 6) => ({
  'itemEncID.npy': table,
  'pairs.npy': encodeNpy(int64([1, 2], 7n, 300n)),
  'embeds.npy': encodeNpy({ data: new Float32Array(2 * rows), shape: [rows, 2] }),
});

async function ids(table: Uint8Array, rows?: number): Promise<unknown[]> {
  const arrays = await openNpz(file(members(table, rows)));
  expect(arrays.map(({ name }) => name)).toEqual(['itemEncID', 'pairs', 'embeds']);
  const [column] = arrays;
  return [...(await readNpyRows(column!, 0, column!.header.shape[0]!)).values];
}

describe("FORGE's itemEncID", () => {
  test('the pickled dict becomes ids in the order of the rows', async () => {
    const pickle = Buffer.from(FORGE_DICTS['protocol 4'], 'base64');
    expect(await ids(objectNpy(pickle))).toEqual([
      7n,
      2n ** 40n,
      300n,
      70000n,
      -5n,
      2n ** 63n - 1n,
    ]);
  });

  test('the (N, 2) table does too, whatever the order of its entries', async () => {
    expect(await ids(encodeNpy(int64([3, 2], 50n, 2n, 60n, 0n, 70n, 1n)), 3)).toEqual([
      60n,
      70n,
      50n,
    ]);
  });

  test('a plain column of ids stays what it is', async () => {
    expect(await ids(encodeNpy(int64([2], 4n, 5n)), 2)).toEqual([4n, 5n]);
  });

  test.each([
    ['NPZ_ITEM_TABLE', 'an item before it', int64([2, 2], 5n, 0n, 6n, 0n)],
    ['NPZ_ITEM_TABLE', 'rows 0 to 1', int64([2, 2], 5n, 0n, 6n, 2n)],
    ['NPZ_ITEM_TABLE', 'embeds has 6 rows', int64([1, 2], 5n, 0n)],
    ['NPZ_ITEM_TABLE', 'row -1', int64([1, 2], 5n, -1n)],
  ])('%s: %s', async (code, words, table) => {
    await expect(openNpz(file(members(encodeNpy(table))))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    });
  });

  test('another pickle is refused, here and in any other array', async () => {
    const list = Uint8Array.of(0x80, 2, 0x5d, 0x2e);
    for (const name of ['itemEncID.npy', 'ids.npy']) {
      await expect(openNpz(file({ [name]: objectNpy(list) }))).rejects.toMatchObject({
        code: 'NPZ_PICKLE',
      });
    }
  });
});
