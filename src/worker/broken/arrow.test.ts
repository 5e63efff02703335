import {
  Field,
  FixedSizeList,
  Float32,
  Int32,
  List,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { beforeEach, describe, expect, test } from 'vitest';
import { FEATHER_LARGE_LIST, FEATHER_LZ4, FEATHER_ZSTD } from '../../dataset/arrow/feather.fixture';
import { createDataHandlers } from '../data-handlers';
import { largestAllocation } from './allocations.fixture';
import { expectNoBug, expectRefused, useGoodFile, type Broken } from './attempt.fixture';
import { bytesOfText, fileOf, joined } from './bytes.fixture';

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const zstd = new Uint8Array(Buffer.from(FEATHER_ZSTD, 'base64'));
const lz4 = new Uint8Array(Buffer.from(FEATHER_LZ4, 'base64'));
const feather = (bytes: Uint8Array) => fileOf('broken.feather', bytes);
const vectors = (rows: (number[] | null)[], isFixed = false) => {
  const item = new Field('item', new Float32(), true);
  const type = isFixed ? new FixedSizeList(2, item) : new List(item);
  return vectorFromArray(rows, type) as Vector;
};
const ipc = (columns: Record<string, Vector>, form: 'file' | 'stream' = 'stream') =>
  tableToIPC(new Table(columns), form);
const pairs = () =>
  vectors(
    [
      [1, 2],
      [3, 4],
    ],
    true,
  );
const stream = ipc({ emb: pairs() });
/** A float of its own, so that the data can be found. */
const marked = ipc({
  id: vectorFromArray(['ab', 'cd'], new Utf8()),
  emb: vectors([
    [1.5, 2],
    [3, 4],
  ]),
});

/** Replaces the int32 list offsets 0, 2, 4 by others. */
function withOffsets(...offsets: number[]): Uint8Array {
  const bytes = marked.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 12 <= bytes.length; at += 4) {
    const isList = [0, 2, 4].every((offset, i) => view.getInt32(at + 4 * i, true) === offset);
    if (isList) offsets.forEach((offset, i) => view.setInt32(at + 4 * i, offset, true));
  }
  return bytes;
}

/** Replaces every aligned 32-bit word of the value. */
function withWord(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 4 <= changed.length; at += 4) {
    if (view.getUint32(at, true) === from) view.setUint32(at, to, true);
  }
  return changed;
}

/** Every ZSTD frame says that it needs a window of 2 GiB, and nothing of its content. */
function withWindow(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 6 <= changed.length; at += 4) {
    if (view.getUint32(at, true) === 0xfd2fb528) changed.set([0, 21 << 3], at + 4);
  }
  return changed;
}

/** Replaces every int64 of the value, where Arrow keeps lengths. */
function withInt64(bytes: Uint8Array, from: bigint, to: bigint): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 8 <= changed.length; at += 4) {
    if (view.getBigInt64(at, true) === from) view.setBigInt64(at, to, true);
  }
  return changed;
}

const ARROW: readonly Broken[] = [
  ['the magic alone', 'FILE_TRUNCATED', 'footer', feather(bytesOfText('ARROW1\0\0'))],
  ['an end inside the schema', 'FILE_TRUNCATED', 'footer', feather(lz4.slice(0, 100))],
  ['an end inside a batch', 'FILE_TRUNCATED', 'footer', feather(lz4.slice(0, 2000))],
  ['an end inside the footer', 'FILE_TRUNCATED', 'footer', feather(lz4.slice(0, -3))],
  [
    'a middle that is missing',
    'FILE_DAMAGED',
    'no message begins',
    feather(joined(lz4.slice(0, 600), lz4.slice(1200))),
  ],
  ['a beginning that is missing', 'FILE_TYPE', 'broken.feather', feather(lz4.slice(20))],
  ['Feather of version 1', 'FILE_TYPE', 'version 1', feather(bytesOfText('FEA1aaaaFEA1'))],
  [
    'a stream cut inside a message',
    'FILE_TRUNCATED',
    'inside an Arrow message',
    feather(stream.slice(0, -30)),
  ],
  [
    'a stream of 4 GiB of metadata',
    'FILE_TRUNCATED',
    'inside an Arrow message',
    feather(joined(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127), stream.slice(8))),
  ],
  [
    'a stream without a schema',
    'FILE_DAMAGED',
    'no schema',
    feather(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)),
  ],
  ['ZSTD that is none', 'FILE_DAMAGED', 'ZSTD frame', feather(withWord(zstd, 0xfd2fb528, 7))],
  ['a ZSTD window of 2 GiB', 'FILE_DAMAGED', 'ZSTD', feather(withWindow(zstd))],
  [
    'large lists',
    'ARROW_TYPE',
    'cannot be read',
    feather(new Uint8Array(Buffer.from(FEATHER_LARGE_LIST, 'base64'))),
  ],
  [
    'LZ4 that is none',
    'FILE_DAMAGED',
    'LZ4',
    feather(lz4.map((byte, at) => (lz4[at] === 0x04 && lz4[at + 1] === 0x22 ? 0x05 : byte))),
  ],
  [
    'more rows than values',
    'FILE_DAMAGED',
    'broken.feather',
    feather(withInt64(stream, 2n, 1000n)),
  ],
  ['2^40 rows', 'FILE_DAMAGED', 'rows', feather(withInt64(stream, 2n, 2n ** 40n))],
  ['fewer than no rows', 'FILE_DAMAGED', 'rows', feather(withInt64(stream, 2n, -2n))],
  ['offsets beyond the values', 'FILE_DAMAGED', 'cut off', feather(withOffsets(0, 2, 400))],
  ['offsets that go back', 'FILE_DAMAGED', 'go back', feather(withOffsets(0, 4, 2))],
  ['negative offsets', 'FILE_DAMAGED', 'go back', feather(withOffsets(-8, 2, 4))],
  ['ragged vectors', 'VEC_RAGGED', 'row 1 has 1', feather(ipc({ emb: vectors([[1, 2], [3]]) }))],
  ['a null vector', 'VEC_RAGGED', 'row 1 has 0', feather(ipc({ emb: vectors([[1, 2], null]) }))],
  ['empty vectors', 'VEC_RAGGED', 'empty vector', feather(ipc({ emb: vectors([[], []]) }))],
  [
    'a null component',
    'VEC_NAN',
    '1 row',
    feather(
      ipc({
        emb: vectors([
          [1, 2],
          [3, null as never],
        ]),
      }),
    ),
  ],
  ['no rows', 'SLICE_EMPTY', 'no rows', feather(ipc({ emb: vectors([]) }))],
  [
    'no vectors',
    'SCHEMA_NO_VECTOR',
    'id Int32',
    feather(ipc({ id: vectorFromArray([1], new Int32()) }, 'file')),
  ],
];

describe('broken Arrow', () => {
  test.each(ARROW)('%s: %s', async (_what, code, words, file) => {
    const largest = await largestAllocation(() => expectRefused(data, code, words, [file]));
    expect(largest).toBeLessThan(16 << 20);
  });
});

test('shards of different dims', async () => {
  const other = ipc({ emb: vectors([[1, 2, 3]]) });
  const files = [feather(ipc({ emb: vectors([[1, 2]]) })), fileOf('c.feather', other)];
  await expectRefused(data, 'SHARD_DIM', '2 dims', files);
});

test('mutated at random: rows or a problem, never a bug', async () => {
  await expectNoBug(data, 'a.feather', lz4, 150);
  await expectNoBug(data, 'd.feather', zstd, 150);
  await expectNoBug(data, 'b.arrows', marked, 150);
  await expectNoBug(data, 'c.arrow', ipc({ emb: pairs() }, 'file'), 150);
});
