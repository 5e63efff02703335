import { Int64, List, Field, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { exportItems, exportSidLists } from '../export-items';
import { ints, parquetFile, texts } from '../shard.fixture';
import { readCodes } from './read-codes';

const CODES = [Uint32Array.of(0, 2, 1), Uint32Array.of(5, 0, 3)];
const SIDS = { rows: 3, codebookSizes: [3, 6], codes: CODES };

const file = (bytes: Uint8Array) => new File([new Uint8Array(bytes)], 'any.parquet');

test.each([
  ['text', ['a', 'b', '07']],
  ['integer', ['7', '-3', '12']],
])('items.parquet with %s ids as it was written', async (_kind, ids) => {
  const items = await readCodes(file(await exportItems(ids, CODES)));
  expect(items).toMatchObject({ ids, sids: SIDS, notation: 'items-parquet' });
});

test.each([
  ['pid', 'onerec-parquet'],
  ['item_id', 'torcheasyrec-parquet'],
])('lists of codes beside %s', async (idName, notation) => {
  const ids = ['a', 'b', '07'];
  const items = await readCodes(file(await exportSidLists(ids, CODES, idName)));
  expect(items).toMatchObject({ ids, sids: SIDS, notation });
});

test('lists of 64-bit codes, a null among them', async () => {
  const lists = vectorFromArray(
    [[0n, 5n], null, [1n, 3n]],
    new List(new Field('item', new Int64(), true)),
  );
  const given = await parquetFile('x.parquet', { item_id: ints([4, 5, 6]), codes: lists });
  const items = await readCodes(given);
  expect(items).toMatchObject({ ids: ['4', '6'], blank: 1, sids: { codebookSizes: [2, 6] } });
});

test('code_str alone', async () => {
  const given = await parquetFile('x.parquet', {
    item_id: texts(['a', 'b']),
    code_str: texts(['1-2', '3-4']),
  });
  expect((await readCodes(given)).sids.codes).toEqual([Uint32Array.of(1, 3), Uint32Array.of(2, 4)]);
});

test('a shard of vectors is none', async () => {
  const given = file(await exportItems(['a'], []));
  await expect(readCodes(given)).rejects.toMatchObject({ code: 'CODES_FILE' });
});
