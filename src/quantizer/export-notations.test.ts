import { expect, test } from 'vitest';
import { readCommaSids } from '../sid/notations/comma';
import { NOTATIONS, type NotationName } from '../sid/notations/catalogue';
import { readForgeTokens } from '../sid/notations/forge-tokens';
import { readIndexJson } from '../sid/notations/index-json';
import { notationFile, type NotationOptions } from './export-notations';

const ITEMS = {
  itemIds: ['x', 'y'],
  sids: {
    rows: 2,
    codebookSizes: [300, 9, 4],
    codes: [
      [12, 299],
      [7, 0],
      [1, 3],
    ].map(column),
  },
};

const OPTIONS: NotationOptions = {
  writeLists: (idName) => Promise.resolve(new TextEncoder().encode(idName)),
};
const fileOf = (name: NotationName, options: Partial<NotationOptions> = {}) =>
  notationFile(name, ITEMS, { ...OPTIONS, ...options });
const textOf = async (name: NotationName) => String(await fileOf(name));

function column(codes: number[]): Uint32Array {
  return Uint32Array.from(codes);
}

test('each notation as its reader has it', async () => {
  expect(await fileOf('forge-csv')).toBe('item_id,SID\nx,"12,7,1"\ny,"299,0,3"\n');
  expect(await fileOf('forge-tokens')).toBe('item_id,SID\nx,C12C8199C16385\ny,C299C8192C16387\n');
  expect(await fileOf('forge-tokens', { offset: 300 })).toContain('x,C12C307C601\n');
  expect(await fileOf('forge-columns')).toBe(
    'base62_string,codebook_lv1,codebook_lv2,codebook_lv3\nx,12,7,1\ny,299,0,3\n',
  );
  expect(await fileOf('index-json')).toBe(
    '{"x":["<a_12>","<b_7>","<c_1>"],"y":["<a_299>","<b_0>","<c_3>"]}\n',
  );
});

test('GRID: levels x items, int64', async () => {
  const bytes = (await fileOf('grid-npy')) as Uint8Array;
  const header = new TextDecoder().decode(bytes.subarray(0, 128));
  expect(header).toContain("'descr': '<i8', 'fortran_order': False, 'shape': (3, 2)");
  expect([...new BigInt64Array(bytes.slice(128).buffer)]).toEqual([12n, 299n, 7n, 0n, 1n, 3n]);
});

test('the notations are read back', async () => {
  const { codebookSizes } = ITEMS.sids;
  expect(readIndexJson(JSON.parse(await textOf('index-json')), { codebookSizes })).toEqual(ITEMS);
  const cells = (text: string) =>
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  const tokens = cells(await textOf('forge-tokens'));
  const texts = tokens.map(([, sid]) => sid!);
  expect(readForgeTokens({ itemIds: ITEMS.itemIds, texts }, { codebookSizes })).toMatchObject(
    ITEMS,
  );
  const columns = cells(await textOf('forge-columns'));
  const dashed = columns.map((row) => row.slice(1).join(','));
  expect(readCommaSids({ itemIds: ITEMS.itemIds, texts: dashed }, { codebookSizes })).toEqual(
    ITEMS,
  );
});

test('Parquet names its ids as its reader does', async () => {
  expect(new TextDecoder().decode((await fileOf('onerec-parquet')) as Uint8Array)).toBe('pid');
  const bytes = (await fileOf('torcheasyrec-parquet')) as Uint8Array;
  expect(new TextDecoder().decode(bytes)).toBe('item_id');
});

test('no two notations have one file name', () => {
  const files = Object.values(NOTATIONS).map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
});
