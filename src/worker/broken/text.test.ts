import { beforeEach, describe, expect, test } from 'vitest';
import { base64Of } from '../../dataset/text/text.fixture';
import { createDataHandlers } from '../data-handlers';
import { largestAllocation } from './allocations.fixture';
import { attempt, expectNoBug, expectRefused, useGoodFile, type Broken } from './attempt.fixture';
import { bytesOfText, fileOf } from './bytes.fixture';

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const csv = (...lines: string[]) => fileOf('broken.csv', lines.join('\n'));
const json = (...lines: string[]) => fileOf('broken.jsonl', lines.join('\n'));
const html = '<!DOCTYPE html><html><body>404: not found, sorry</body></html>';
const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);

const TEXT: readonly Broken[] = [
  ['HTML in place of Parquet', 'FILE_TYPE', 'web page', fileOf('items.parquet', html)],
  ['HTML after an empty line', 'FILE_TYPE', 'web page', fileOf('items.npz', `\n${html}`)],
  [
    'XML of a storage server',
    'FILE_TYPE',
    'web page',
    fileOf('items.npy', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
  ],
  [
    'a Git LFS pointer',
    'FILE_TYPE',
    'Git LFS',
    fileOf(
      'items.parquet',
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
    ),
  ],
  ['UTF-16', 'FILE_TYPE', 'UTF-16', fileOf('items.csv', utf16('\ufeffid,emb\n1,"[1,2]"\n'))],
  [
    'Latin-1',
    'TEXT_ENCODING',
    'UTF-8',
    fileOf('items.csv', 'id,title,emb\n1,caf', Uint8Array.of(0xe9), ',"[1,0.5]"\n'),
  ],
  [
    'bytes behind a header',
    'FILE_TYPE',
    'no format',
    fileOf('items.csv', 'id,emb\n', new Uint8Array(40)),
  ],
  ['an empty line', 'FILE_TYPE', 'items.csv', fileOf('items.csv', '\n')],
  ['a header alone', 'SCHEMA_NO_VECTOR', 'emb text', csv('id,emb')],
  ['no header', 'TEXT_HEADER', 'data', csv('1,"[0.1,0.2]"', '2,"[0.3,0.4]"')],
  ['no vector', 'SCHEMA_NO_VECTOR', 'title text', csv('id,title', '1,a')],
  ['a vector a column', 'SCHEMA_NO_VECTOR', 'd1 float64', csv('id,d1,d2', '1,0.1,0.2')],
  ['a quote that never closes', 'SCHEMA_NO_VECTOR', 'never closed', csv('id,emb', '1,"[0.1,0.2]')],
  [
    'cells that are missing',
    'SCHEMA_NO_VECTOR',
    '1 cells, the header has 2',
    csv('id,emb', '1', '2'),
  ],
  [
    'six thousand columns',
    'TEXT_COLUMNS',
    '6,000 columns',
    csv(Array.from({ length: 6000 }, () => 'a').join(',')),
  ],
  [
    'base64 cut off',
    'SCHEMA_NO_VECTOR',
    'feature text',
    csv('id,feature', `1,${base64Of([1, 2, 3]).slice(0, -3)}`),
  ],
  [
    'base64 of letters that are none',
    'SCHEMA_NO_VECTOR',
    'feature text',
    csv('id,feature', '1,AAAA$$$$AAAA'),
  ],
  ['base64 of half a float', 'SCHEMA_NO_VECTOR', 'feature text', csv('id,feature', '1,AAAAAAA=')],
  [
    'base64 with NaN',
    'VEC_NAN',
    '1 row',
    csv('id,feature', `1,${base64Of([1, NaN])}`, `2,${base64Of([1, 2])}`),
  ],
  [
    'numbers beyond float32',
    'VEC_NAN',
    '1 row',
    json('{"id":1,"emb":[1e300,1]}', '{"id":2,"emb":[1,2]}'),
  ],
  [
    "Python's NaN in JSON",
    'SCHEMA_NO_VECTOR',
    'none of its 1 records can be used (record 1: it is not JSON',
    json('{"id":1,"emb":[NaN,1]}'),
  ],
  ['JSON cut off', 'SCHEMA_NO_VECTOR', 'not JSON', json('{"id":1,"emb":[0.5,')],
  [
    'JSON in several lines',
    'SCHEMA_NO_VECTOR',
    'not JSON',
    json('{', '"id": 1,', '"emb": [0.5, 1]', '}'),
  ],
  ['one JSON list', 'FILE_TYPE', 'one JSON list', json('[{"id":1,"emb":[0.5,1]}]')],
  [
    'ids beyond 2^53',
    'SCHEMA_NO_VECTOR',
    'beyond 2^53',
    json('{"id":9007199254740993,"emb":[0.5,1]}'),
  ],
  ['null vectors', 'SCHEMA_NO_VECTOR', 'emb', json('{"id":1,"emb":null}')],
  ['vectors with null', 'SCHEMA_NO_VECTOR', 'emb text', json('{"id":1,"emb":[0.5,null]}')],
  ['vectors in text', 'SCHEMA_NO_VECTOR', 'emb text', json('{"id":1,"emb":"0.5 1"}')],
  [
    'lists within lists',
    'SCHEMA_NO_VECTOR',
    'emb text',
    json(`{"id":1,"emb":${'['.repeat(20000)}${']'.repeat(20000)}}`),
  ],
  [
    'one object of id: vector',
    'TEXT_COLUMNS',
    '6,000 columns',
    json(`{${Array.from({ length: 6000 }, (_, id) => `"i${id}":[0.5,1]`).join(',')}}`),
  ],
];

describe('broken text', () => {
  test.each(TEXT)('%s: %s', async (_what, code, words, file) => {
    const largest = await largestAllocation(() => expectRefused(data, code, words, [file]));
    expect(largest).toBeLessThan(16 << 20);
  });
});

test('records of other lengths are skipped and named, and the rest is used', async () => {
  const rows = [
    '{"id":1,"emb":[0.5,1]}',
    '{"id":2,"emb":[0.5]}',
    '{"id":3,"emb":[0.5,2]}',
    '{"id":4}',
  ];
  expect(await attempt(data, [json(...rows)])).toBe(2);
  const { skipped } = await data.open(json(...rows));
  expect(skipped).toEqual({
    rows: 2,
    examples: ['record 2: its emb has 1 components, not 2', 'record 4: it has no emb'],
  });
});

test('shards of different dims, of other columns, of other formats', async () => {
  const one = fileOf('p-1.jsonl', '{"id":1,"emb":[0.5,1]}');
  const three = fileOf('p-2.jsonl', '{"id":2,"emb":[0.5,1,2]}');
  await expectRefused(data, 'SHARD_DIM', '2 dims in p-1.jsonl and 3 in p-2.jsonl', [one, three]);
  const other = fileOf('p-2.jsonl', '{"item":2,"emb":[0.5,1]}');
  await expectRefused(data, 'SHARD_COLUMNS', 'item, emb', [one, other]);
  const table = fileOf('p-2.csv', 'id,emb\n2,"[0.5,1]"\n');
  await expectRefused(data, 'FILE_TYPE', 'different formats', [one, table]);
});

test('mutated at random: rows or a problem, never a bug', async () => {
  const good = ['id,title,emb', '1,"a, ""b""","[0.5, 1]"', '2,c,"[2, 3.5]"', ''].join('\r\n');
  await expectNoBug(data, 'a.csv', bytesOfText(good), 150);
  const lines = ['{"id":1,"emb":[0.5,1]}', '{"id":2,"emb":[2,3.5],"tags":["x"]}', ''].join('\n');
  await expectNoBug(data, 'a.jsonl', bytesOfText(lines), 150);
  const items = ['id,feature', `1,${base64Of([1, 2])}`, `2,${base64Of([3, 4])}`].join('\n');
  await expectNoBug(data, 'b.csv', bytesOfText(items), 150);
});
