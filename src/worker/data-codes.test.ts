import { expect, test } from 'vitest';
import { encodeNpy } from '../dataset/formats/npy-write';
import { encodeNpz } from '../dataset/formats/npz-write';
import { createDataHandlers } from './data-handlers';

/** What needs neither DuckDB nor parquet-wasm runs in Node as well. */
const file = (content: Uint8Array | string, name: string) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

const ROWS = 4;
const shard = () =>
  file(
    encodeNpz({
      ids: { data: Int32Array.of(100, 101, 102, 103), shape: [ROWS] },
      embeds: { data: new Float32Array(ROWS * 2).fill(1), shape: [ROWS, 2] },
    }),
    'shard.npz',
  );
const codes = (ids: readonly number[]) =>
  file(`item_id,c1,c2\n${ids.map((id) => `${id},${id - 100},1`).join('\n')}\n`, 'codes.csv');
const histories = () => file('{"user_id":1,"item_ids":[103,100,7]}\n', 'users.jsonl');

async function opened() {
  const data = createDataHandlers();
  const { mapping } = await data.open(shard());
  await data.slice({ mapping, where: '', sample: null, seed: 0, dropNonFinite: false });
  return data;
}

test('codes of all rows in use are given to them, and these stay in use', async () => {
  const data = await opened();
  const request = { files: [codes([105, 103, 102, 101, 100])], onRows: 'all' as const };
  const { ids, sids, matched, levels } = await data.openCodes(request);
  expect(matched).toEqual({ rows: 4, known: 4 });
  expect(ids).toEqual(['100', '101', '102', '103']);
  expect(sids.codes[0]).toEqual(Uint32Array.of(0, 1, 2, 3));
  expect(levels[1]?.sid).toMatchObject({ n: 4, unique: 4 });
  expect((await data.openHistories(histories())).rows.subarray(0, 2)).toEqual(Uint32Array.of(3, 0));
});

test('else their items are in use', async () => {
  const data = await opened();
  const files = [codes([105, 103])];
  await expect(data.openCodes({ files, onRows: 'all' })).rejects.toMatchObject({
    code: 'CODES_ROWS',
    message: expect.stringContaining(
      '3 of 4 rows in use have no codes in codes.csv, 100',
    ) as string,
  });
  // These stayed in use.
  expect((await data.openHistories(histories())).rows[0]).toBe(3);
  const { ids, matched } = await data.openCodes({ files, onRows: 'if-all' });
  expect(matched).toEqual({ rows: 4, known: 1 });
  expect(ids).toEqual(['105', '103']);
  expect((await data.openHistories(histories())).rows[0]).toBe(1);
  const texts = file('item_id,title\n103,Three\n', 'titles.csv');
  expect(await data.itemTexts(texts)).toEqual({ titles: ['105', 'Three'], categories: [] });
  expect(await data.itemTexts(shard())).toBeNull();
});

test('SIDs without ids belong to as many rows, else it is a problem', async () => {
  const data = await opened();
  const array = (rows: number) => {
    const npy = encodeNpy({ data: new Int32Array(rows * 2), shape: [rows, 2] });
    return { files: [file(npy, 'codes.npy')], onRows: 'all' as const };
  };
  expect((await data.openCodes(array(4))).ids).toEqual(['100', '101', '102', '103']);
  await expect(data.openCodes(array(5))).rejects.toMatchObject({
    code: 'CODES_ROWS',
    message: expect.stringContaining('5 SIDs without ids; 4 rows are in use') as string,
  });
});

test('the fingerprint is of the items, not of their codes', async () => {
  const data = createDataHandlers();
  const print = async (text: string) =>
    (await data.openCodes({ files: [file(`item_id,c1\n${text}`, 'x.csv')] })).fingerprint;
  expect(await print('a,1\nb,2\n')).toBe(await print('a,2\nb,3\n'));
  expect(await print('a,1\nb,2\n')).not.toBe(await print('b,1\na,2\n'));
});

test('more levels than the page shows', async () => {
  const array = encodeNpy({ data: new Int32Array(9), shape: [1, 9] });
  const request = { files: [file(array, 'codes.npy')], mostLevels: 8 };
  await expect(createDataHandlers().openCodes(request)).rejects.toMatchObject({
    code: 'CODES_LEVELS',
  });
});

test('whether files are codes', async () => {
  const data = createDataHandlers();
  const beside = file('item_id,title\n100,A\n', 'titles.csv');
  expect(await data.codesAmong([codes([100])])).toEqual({ codes: [0], vectors: [] });
  const named = { codes: [0, 1], vectors: [] };
  expect(await data.codesAmong([beside, codes([100])])).toEqual(named);
  expect(await data.codesAmong([shard()])).toBeNull();
  expect(await data.codesAmong([histories()])).toBeNull();
  expect(await data.codesAmong([codes([100]), codes([101])])).toBeNull();
});

test('codes and vectors that were opened together are told apart', async () => {
  const data = createDataHandlers();
  const array = (name: string, array: Parameters<typeof encodeNpy>[0]) =>
    file(encodeNpy(array), name);
  const vectors = array('v.npy', { data: new Float32Array(8), shape: [4, 2] });
  const ids = array('v.ids.npy', { data: Int32Array.of(1, 2, 3, 4), shape: [4] });
  const sizes = file(
    encodeNpz({ codebooks: { data: new Float32Array(8), shape: [2, 2, 2] } }),
    'codebooks.npz',
  );
  expect(await data.codesAmong([shard(), codes([100])])).toEqual({ codes: [1], vectors: [0] });
  expect(await data.codesAmong([ids, sizes, codes([101]), vectors])).toEqual({
    codes: [1, 2],
    vectors: [0, 3],
  });
  // Without vectors they are ids of the codes.
  expect(await data.codesAmong([ids, codes([101])])).toEqual({ codes: [0, 1], vectors: [] });
  const table = file('item_id,feature\n1,"[0.5,1]"\n2,"[0.25,1]"\n', 'items.csv');
  expect(await data.codesAmong([table, codes([101])])).toEqual({ codes: [1], vectors: [0] });
});
