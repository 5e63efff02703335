import { beforeEach, describe, expect, test } from 'vitest';
import { encodeNpy } from '../../dataset/formats/npy-write';
import { encodeNpz } from '../../dataset/formats/npz-write';
import { toProblemDetail } from '../../problem';
import { createDataHandlers } from '../data-handlers';
import { largestAllocation } from './allocations.fixture';
import { attempt, useGoodFile } from './attempt.fixture';
import { fileOf, npyBytes } from './bytes.fixture';

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const lines = (...text: string[]) => fileOf('h.jsonl', text.join('\n'));

/** What goes beside the items. The histories before stay. */
describe('broken histories', () => {
  test.each([
    ['nothing', 'FILE_TRUNCATED', '0 bytes', fileOf('h.jsonl')],
    ['HTML', 'FILE_TYPE', 'web page', fileOf('h.jsonl', '<html>404</html>')],
    [
      'JSON cut off',
      'HISTORY_LINE',
      'Line 2',
      lines('{"user_id":1,"item_ids":[101]}', '{"user_id":2,"item'),
    ],
    [
      'items of a number',
      'HISTORY_LINE',
      'Line 2',
      lines('{"user_id":1,"item_ids":[101]}', '{"user_id":2,"item_ids":7}'),
    ],
    [
      'ids beyond 2^53',
      'HISTORY_LINE',
      '2^53',
      lines('{"user_id":1,"item_ids":[9007199254740993]}'),
    ],
    ['no user', 'HISTORY_COLUMNS', 'items', lines('{"items":[101]}')],
    ['no interaction', 'HISTORY_EMPTY', 'no interaction', lines('{"user_id":1,"item_ids":[]}')],
    ['a CSV header alone', 'HISTORY_EMPTY', 'no interaction', fileOf('h.csv', 'user_id,item_id\n')],
    ['a user without items', 'HISTORY_LINE', 'Line 2', fileOf('h.txt', '1 101\n2\n')],
    [
      'items of another catalogue',
      'HISTORY_UNKNOWN_ITEMS',
      '900, 901',
      lines('{"user_id":1,"item_ids":[900,901]}'),
    ],
    [
      'vectors',
      'HISTORY_COLUMNS',
      'embeds',
      fileOf('h.npz', encodeNpz({ embeds: { data: new Float32Array(4), shape: [2, 2] } })),
    ],
  ])('%s: %s', async (_what, code, words, file) => {
    const error = await data.openHistories(file).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect([...(await data.matchHistories()).rows]).toEqual([1, 3]);
  });

  test('a line of 80 MiB is not gathered', async () => {
    const piece = new Uint8Array(16 << 20).fill(0x31);
    const file = fileOf('h.txt', '1 2\n', piece, piece, piece, piece, piece);
    await expect(data.openHistories(file)).rejects.toMatchObject({ code: 'HISTORY_LINE' });
  });
});

describe('broken pairs', () => {
  const member = (bytes: Uint8Array) => fileOf('p.npy', bytes);
  test.each([
    ['three a row', 'PAIRS_FILE', encodeNpy({ data: new Int32Array(3), shape: [1, 3] })],
    ['floats', 'PAIRS_FILE', encodeNpy({ data: new Float32Array(2), shape: [1, 2] })],
    ['cut off', 'FILE_TRUNCATED', npyBytes({ descr: "'<i8'", shape: '(1000000000, 2)' })],
    ['10^12 of nothing', 'NPY_SHAPE', npyBytes({ descr: "'|S0'", shape: '(1000000000000, 2)' })],
    ['objects', 'NPZ_PICKLE', npyBytes({ descr: "'|O'" })],
    ['of other items', 'PAIRS_UNKNOWN', encodeNpy({ data: Int32Array.of(8, 9), shape: [1, 2] })],
  ])('%s: %s', async (_what, code, bytes) => {
    const open = () => expect(data.pairsFromFile(member(bytes))).rejects.toMatchObject({ code });
    expect(await largestAllocation(open)).toBeLessThan(16 << 20);
    expect([...(await data.matchHistories()).rows]).toEqual([1, 3]);
  });
});

describe('doubtful ids: the rows are used, and the doubt is named', () => {
  const notesOf = async (...rows: string[]) => {
    const file = fileOf('items.csv', ['id,emb', ...rows].join('\n'));
    const { mapping } = await data.open(file);
    const request = { mapping, where: '', sample: null, seed: 0, dropNonFinite: false };
    return (await data.slice(request)).notes.map(({ code, message }) => [code, message]);
  };

  test('none', async () => {
    expect(await notesOf('a,"[0.5,1]"', 'b,"[0.5,2]"')).toEqual([]);
  });

  test('repeated, missing, rounded', async () => {
    const rows = ['a', '', 'b', 'a', '', 'b', 'a'].map((id) => `${id},"[0.5,1]"`);
    expect(await notesOf(...rows)).toEqual([
      ['ID_MISSING', '2 rows have no id (row 1).'],
      ['ID_REPEATED', '3 rows repeat the id of a row before (a in rows 0 and 3).'],
    ]);
    const rounded = await notesOf('9007199254740993.0,"[0.5,1]"', '2.5,"[0.5,1]"');
    expect(rounded).toMatchObject([['ID_ROUNDED', expect.stringContaining('2^53') as string]]);
  });
});

test('a file that changed on the disk, or is a folder, is named as such', () => {
  const detail = toProblemDetail(new DOMException('gone', 'NotReadableError'));
  expect(detail).toMatchObject({ code: 'FILE_GONE', hint: 'Open it again.' });
});

test('a file that is promised more rows than it has is damaged, not padded with zeros', async () => {
  // Between opening and reading, the text loses a row.
  let text = '{"id":1,"emb":[0.5,1]}\n{"id":2,"emb":[0.5,2]}\n';
  const file = fileOf('items.jsonl', text);
  Object.defineProperty(file, 'slice', {
    value: (from: number, to: number) => new Blob([text]).slice(from, to),
  });
  const shard = await data.open(file);
  text = `${text.slice(0, 23)}{"id":2,"emb":[0.5,2   \n`;
  const request = {
    mapping: shard.mapping,
    where: '',
    sample: null,
    seed: 0,
    dropNonFinite: false,
  };
  await expect(data.slice(request)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  expect(await attempt(data, [fileOf('b.jsonl', '{"id":1,"emb":[0.5,1]}')])).toBe(1);
});
