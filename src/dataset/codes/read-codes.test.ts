import { describe, expect, test } from 'vitest';
import { encodeNpy } from '../formats/npy-write';
import { encodeNpz } from '../formats/npz-write';
import { openHistories } from '../histories/open-histories';
import { openCodes, textsOfItems } from './open-codes';
import { holdsCodes, readCodes } from './read-codes';
import type { CodesOptions } from './types';

function file(name: string, content: string | Uint8Array): File {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}

const npy = (values: readonly number[], shape: readonly number[], name = 'codes.npy') =>
  file(name, encodeNpy({ data: Int32Array.from(values), shape }));

/** Three items of two levels, as every file below writes them. */
const CODES = [Uint32Array.of(0, 2, 1), Uint32Array.of(5, 0, 3)];
const SIDS = { rows: 3, codebookSizes: [3, 6], codes: CODES };
const IDS = ['a', '07', 'c,d'];

test.each([
  ['forge-csv', 'item_id,SID\na,"0,5"\n07,"2, 0"\n"c,d","1,3"\n'],
  ['forge-csv', 'item_id,sid\na,"[0, 5]"\n07,"[2, 0]"\n"c,d","[1, 3]"\n'],
  ['forge-tokens', 'item_id,SID\na,C0C8197\n07,C2C8192\n"c,d",C1C8195\n'],
  ['forge-columns', 'base62_string,codebook_lv1,codebook_lv2\r\na,0,5\r\n07,2,0\r\n"c,d",1,3\r\n'],
  ['items-parquet', 'item_id\tc1\tc2\tcode_str\na\t0\t5\t0-5\n07\t2\t0\t2-0\nc,d\t1\t3\t1-3\n'],
  ['items-parquet', 'id,c0,c1\na,0.0,5.0\n07,2.0,0.0\n"c,d",1.0,3.0\n'],
  ['items-parquet', 'item_id,code_str\na,0-5\n07,2-0\n"c,d",1-3\n'],
  [
    'onerec-parquet',
    '{"pid":"a","codes":[0,5]}\n{"pid":"07","codes":[2,0]}\n{"pid":"c,d","codes":[1,3]}',
  ],
  [
    'torcheasyrec-parquet',
    '{"item_id":"a","sid":[0,5]}\n{"item_id":"07","sid":[2,0]}\n{"item_id":"c,d","sid":[1,3]}',
  ],
] as const)('%s from %j', async (notation, text) => {
  const given = file('any.name', text);
  expect(await holdsCodes(given)).toBe(true);
  expect(await readCodes(given)).toEqual({
    ...{ name: 'any.name', ids: IDS, sids: SIDS, notation, byRow: false, blank: 0, seen: null },
    ...{ offset: notation === 'forge-tokens' ? 8192 : null, titles: [], categories: [] },
  });
});

test('index.json, whose whole-number keys JavaScript puts first', async () => {
  const text =
    '\ufeff{ "c,d": ["<a_1>", "<b_3>"], "2": ["<a_2>", "<b_0>"], "\\"": ["<a_0>","<b_5>"] }';
  const items = await readCodes(file('x', text));
  expect(items).toMatchObject({ ids: ['2', 'c,d', '"'], notation: 'index-json', byRow: false });
  expect(items.sids.codes).toEqual([Uint32Array.of(2, 1, 0), Uint32Array.of(0, 3, 5)]);
});

test('one code an item, as of a VQ', async () => {
  const items = await readCodes(file('x.csv', 'item_id,token\na,4\nb,0\n'));
  expect(items.sids).toEqual({ rows: 2, codebookSizes: [5], codes: [Uint32Array.of(4, 0)] });
});

test('without an id column items go by row number', async () => {
  const items = await readCodes(file('x.csv', 'c1,c2\n0,5\n2,0\n'));
  expect(items).toMatchObject({ ids: ['0', '1'], byRow: true });
});

test('rows with a blank code are left out and counted', async () => {
  const text = 'base62_string,codebook_lv1,codebook_lv2\na,0,5\nb,,\nc,1,\nd,nan,3\ne,1,3\n';
  const items = await readCodes(file('x.csv', text));
  expect(items).toMatchObject({ ids: ['a', 'e'], blank: 3 });
});

describe('arrays', () => {
  test('codes.npy goes by row numbers', async () => {
    const items = await readCodes(npy([0, 5, 2, 0, 1, 3], [3, 2]));
    expect(items).toMatchObject({ ids: ['0', '1', '2'], byRow: true, notation: 'codes-npy' });
    expect(items.sids).toEqual(SIDS);
  });

  test("GRID's levels x items where it is told", async () => {
    const items = await readCodes(npy([0, 2, 1, 5, 0, 3], [2, 3]), { from: 'grid-npy' });
    expect(items.sids).toEqual(SIDS);
  });

  test('and where the shape tells, of 64-bit numbers', async () => {
    const data = BigInt64Array.from({ length: 60 }, (_, at) => BigInt(at));
    const items = await readCodes(file('sids.npy', encodeNpy({ data, shape: [2, 30] })));
    expect(items).toMatchObject({ notation: 'grid-npy', sids: { rows: 30 } });
    expect(items.sids.codes[1]!.subarray(0, 2)).toEqual(Uint32Array.of(30, 31));
  });

  test('16-bit numbers in Fortran order', async () => {
    const head = "{'descr': '<u2', 'fortran_order': True, 'shape': (3, 2), }";
    const bytes = new Uint8Array(128 + 12);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    bytes.set(new TextEncoder().encode(`${head.padEnd(117)}\n`), 10);
    bytes.set([0, 0, 2, 0, 1, 0, 5, 0, 0, 0, 3, 0], 128);
    expect((await readCodes(file('codes.npy', bytes))).sids).toEqual(SIDS);
  });
});

test('codebook sizes and the offset as they are told', async () => {
  const text = file('x.csv', 'item_id,SID\na,C0C1005\nb,C2C1000\n');
  const items = await readCodes(text, { offset: 1000, codebookSizes: [4, 1000] });
  expect(items).toMatchObject({ offset: 1000, sids: { codebookSizes: [4, 1000] } });
});

/** FORGE's training samples: prompts with SIDs one after another, and the SIDs that follow. */
const SAMPLES = [
  'system\tuser\tanswer',
  'next?\thistory: C1C8193C16385C2C8194C16386C1C8193C16385, next?\tC3C8195C16387',
  'next?\thistory: C3C8195C16387C1C8193C16385, next?\tC2C8194C16386',
].join('\n');

test.each([
  ['tab-separated', SAMPLES],
  [
    'JSON lines of instruction tuning',
    SAMPLES.split('\n')
      .slice(1)
      .map((line) => {
        const [instruction, input, output] = line.split('\t');
        return JSON.stringify({ instruction, input, output });
      })
      .join('\n'),
  ],
])("FORGE's samples, %s: distinct SIDs, and histories in them", async (_how, text) => {
  const given = file('train', text);
  const items = await readCodes(given);
  expect(items).toMatchObject({
    ids: ['C1C8193C16385', 'C2C8194C16386', 'C3C8195C16387'],
    titles: ['C1C8193C16385, 3 times', 'C2C8194C16386, 2 times', 'C3C8195C16387, 2 times'],
    notation: 'forge-samples',
    offset: 8192,
    seen: { users: 2, occurrences: 7 },
  });
  expect(items.sids.codes[2]).toEqual(Uint32Array.of(1, 2, 3));
  const { users, starts, items: order, itemIds } = await openHistories(given);
  expect(users).toEqual(['0', '1']);
  expect(starts).toEqual(Uint32Array.of(0, 4, 7));
  expect(Array.from(order, (item) => itemIds[item])).toEqual([
    ...[0, 1, 0, 2, 2, 0, 1].map((row) => items.ids[row]),
  ]);
});

const BAD: readonly (readonly [string, File, string, string, CodesOptions?])[] = [
  ['a negative code', npy([0, 5, 2, -1], [2, 2]), 'SID_SYNTAX', '"1" (row 1)'],
  ['no item', npy([], [0, 2]), 'CODES_FILE', 'no item'],
  ['ids', npy([1, 2], [2]), 'CODES_FILE', 'no Semantic IDs'],
  ['an empty file', file('x.csv', ''), 'FILE_TRUNCATED', 'empty'],
  ['a header alone', file('x.csv', 'item_id,SID\n'), 'CODES_FILE', 'no item'],
  ['only blanks', file('x.csv', 'item_id,c1\na,\nb,\n'), 'CODES_FILE', 'All 2 rows'],
  ['vectors', file('x.csv', 'item_id,vec\na,"[0.5,1.5]"\n'), 'CODES_FILE', 'no Semantic IDs'],
  [
    'ragged levels',
    file('x.csv', 'item_id,SID\na,"1,2"\nb,"1,2,3"\n'),
    'SID_LEVELS',
    '"b" (row 1)',
  ],
  ['an item twice', file('x.csv', 'item_id,SID\na,"1,2"\na,"1,3"\n'), 'SID_ITEM_TWICE', 'row 0'],
  ['no SID', file('x.csv', 'item_id,SID\na,"1,2"\nb,"1;2"\n'), 'SID_SYNTAX', '"b" (row 1)'],
  ['half a token', file('x.csv', 'item_id,SID\na,C1C8193\nb,C1C\n'), 'SID_SYNTAX', 'row 1'],
  ['a fraction', file('x.csv', 'item_id,c1\na,1\nb,1.5\n'), 'SID_SYNTAX', 'row 1'],
  ['2^31', file('x.csv', 'item_id,c1\na,1\nb,2147483648\n'), 'SID_RANGE', '2147483648'],
  ['2^40', file('x.csv', 'item_id,c1\na,1\nb,1099511627776\n'), 'SID_RANGE', 'row 1'],
  ['K told too small', npy([0, 5], [1, 2]), 'SID_RANGE', 'code 5', { codebookSizes: [4, 4] }],
  ['another offset', file('x.csv', 'item_id,SID\na,C1C9\n'), 'SID_OFFSET', 'C9', { offset: 16 }],
  ['a comma too many', file('x.csv', 'item_id,SID\na,"1,2"\nb,1,2\n'), 'CODES_ROW', 'Row 1'],
  ['a broken line', file('x', '{"item_id":"a","codes":[1]}\n{"item'), 'CODES_ROW', 'Row 1'],
  ['a broken index', file('x', '{"a": ["<a_1>"], "b": ["<a'), 'CODES_JSON', 'no JSON'],
  ['a letter out of place', file('x', '{"a": ["<a_1>"], "b": ["<b_1>"]}'), 'SID_SYNTAX', 'row 1'],
  [
    'a key twice',
    file('x', '{"a": ["<a_1>"], "b": ["<a_2>"], "a": ["<a_1>"]}'),
    'SID_ITEM_TWICE',
    '"a"',
  ],
  [
    'a list in text',
    file('x', '{"item_id":1,"codes":[1]}\n{"item_id":2,"codes":"1"}'),
    'SID_SYNTAX',
    'row 1',
  ],
  ['another notation', npy([0, 5], [1, 2]), 'CODES_NOTATION', 'codes-npy', { from: 'forge-csv' }],
];

test.each(BAD.map((row) => ({ row, what: row[0] })))('$what', async ({ row }) => {
  const [, given, code, part, options = {}] = row;
  await expect(readCodes(given, options)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(part) as unknown,
  });
});

test.each([
  ['a shard that carries codes', file('x.csv', 'item_id,c1,emb\na,1,"[0.5,1.5]"\n')],
  ['histories', file('x.csv', 'user_id,item_id\nu,a\n')],
  ['items', file('x.csv', 'item_id,title\na,A\n')],
  ['no table', file('x.html', '<html></html>')],
])('%s is no file of codes', async (_what, given) => {
  expect(await holdsCodes(given)).toBe(false);
});

describe('what stands beside', () => {
  const codes = npy([0, 5, 2, 0, 1, 3], [3, 2]);

  test('codebooks state the sizes, an array the ids, a table titles and categories', async () => {
    const data = new Float32Array(2 * 8 * 4);
    const codebooks = encodeNpz({ codebooks: { data, shape: [2, 8, 4] } });
    const items = await openCodes([
      file('items.csv', 'item_id,title,genre\n9,Nine,x\n7,Seven,y\n'),
      file('codebooks.npz', codebooks),
      codes,
      npy([7, 8, 9], [3], 'ids.npy'),
    ]);
    expect(items).toMatchObject({
      ...{ ids: ['7', '8', '9'], byRow: false, sids: { codebookSizes: [8, 8] } },
      ...{ titles: ['Seven', '8', 'Nine'], categories: ['y', '', 'x'] },
    });
  });

  test('codebooks of several sizes', async () => {
    const codebook = (k: number) => ({ data: new Float32Array(k), shape: [k, 1] });
    const beside = encodeNpz({ codebook_1: codebook(3), codebook_2: codebook(7) });
    const items = await openCodes([codes, file('codebooks.npz', beside)]);
    expect(items.sids.codebookSizes).toEqual([3, 7]);
  });

  test.each([
    ['CODES_IDS', [codes, npy([7, 8], [2], 'ids.npy')]],
    ['CODES_IDS', [file('x.csv', 'item_id,c1\na,1\n'), npy([7], [1], 'ids.npy')]],
    ['CODES_SEVERAL', [codes, npy([1, 2], [1, 2], 'more.npy')]],
    ['CODES_SEVERAL', [file('a.csv', 'a,b\n1,2\n'), file('b.csv', 'a,b\n1,2\n')]],
    ['CODES_BESIDE', [codes, file('x.csv', 'a,b\n1,2\n')]],
    [
      'CODES_BESIDE',
      [codes, file('x.npz', encodeNpz({ a: { data: new Uint8Array(1), shape: [1] } }))],
    ],
  ])('%s', async (code, files) => {
    await expect(openCodes(files)).rejects.toMatchObject({ code });
  });

  test('texts of other items', async () => {
    const texts = file('x.csv', 'item_id,title\na,A\n');
    await expect(textsOfItems(texts, ['b'])).rejects.toMatchObject({ code: 'CODES_TEXTS' });
    expect(await textsOfItems(texts, ['b', 'a'])).toEqual({ titles: ['b', 'A'], categories: [] });
  });
});
