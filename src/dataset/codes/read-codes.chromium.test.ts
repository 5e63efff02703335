import { expect, test } from 'vitest';
import { exportItems } from '../export-items';
import { encodeNpy } from '../formats/npy-write';
import { readCodes } from './read-codes';

const CODES = [Uint32Array.of(0, 2, 1), Uint32Array.of(5, 0, 3)];

function codesFile(values: number[], shape: number[]): File {
  const bytes = encodeNpy({ data: Int32Array.from(values), shape });
  return new File([new Uint8Array(bytes)], 'codes.npy');
}

test.each([
  ['text', ['a', 'b', '07']],
  ['integer', ['7', '-3', '12']],
])('items.parquet with %s ids as it was written', async (_kind, ids) => {
  const bytes = await exportItems(ids, CODES);
  const file = new File([new Uint8Array(bytes)], 'items.parquet');
  const sids = { rows: 3, codebookSizes: [3, 6], codes: CODES };
  expect(await readCodes(file)).toEqual({ ids, sids });
});

test('a shard of vectors is none', async () => {
  const bytes = await exportItems(['a'], []);
  const file = new File([new Uint8Array(bytes)], 'shard.parquet');
  await expect(readCodes(file)).rejects.toMatchObject({ code: 'CODES_FILE' });
});

test('codes.npy goes by row numbers', async () => {
  expect(await readCodes(codesFile([0, 5, 2, 0, 1, 3], [3, 2]))).toEqual({
    ids: ['0', '1', '2'],
    sids: { rows: 3, codebookSizes: [3, 6], codes: CODES },
  });
});

test.each([
  ['a negative code', [0, -1], [1, 2]],
  ['no level', [1, 2], [2]],
  ['no item', [], [0, 2]],
])('%s', async (_what, values, shape) => {
  await expect(readCodes(codesFile(values, shape))).rejects.toMatchObject({ code: 'CODES_FILE' });
});
