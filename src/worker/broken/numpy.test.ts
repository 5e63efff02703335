import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeNpy } from '../../dataset/formats/npy-write';
import { encodeNpz } from '../../dataset/formats/npz-write';
import { createDataHandlers } from '../data-handlers';
import { largestAllocation } from './allocations.fixture';
import { expectNoBug, expectRefused, useGoodFile, type Broken } from './attempt.fixture';
import { bytesOfText, elements, fileOf, joined, npyBytes, zipBytes } from './bytes.fixture';

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const npy = (lies: Parameters<typeof npyBytes>[0]) => fileOf('broken.npy', npyBytes(lies));
const npz = (bytes: Uint8Array) => fileOf('broken.npz', bytes);
const zip = (...args: Parameters<typeof zipBytes>) => npz(zipBytes(...args));

const floats = (...values: number[]) => elements(Float32Array.from(values));
const embeds = encodeNpy({ data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] });
const member = { name: 'embeds.npy', content: embeds };
const packed = zipSync({ 'embeds.npy': embeds }, { level: 9 });
/** Noise, which DEFLATE keeps as it is: a changed byte of it changes no length. */
const noise = zipSync(
  {
    'embeds.npy': encodeNpy({
      data: Float32Array.from({ length: 512 }, (_, at) => Math.sin(at * at * 7.7)),
      shape: [256, 2],
    }),
  },
  { level: 9 },
);
const stored = encodeNpz({ embeds: { data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] } });
/** Where the table of contents begins. */
const contents = stored.findLastIndex(
  (_, at) => stored[at] === 0x50 && stored[at + 1] === 0x4b && stored[at + 2] === 1,
);

/** Nothing of this is ever called. */
const systemPickle = joined(
  Uint8Array.of(0x80, 2),
  bytesOfText('cposix\nsystem\n(X\u0009\0\0\0touch /x)tR.'),
);
const objects = (content: Uint8Array, shape = '(2,)') =>
  joined(npyBytes({ descr: "'|O'", shape }), content);

const NPY: readonly Broken[] = [
  ['an empty file', 'FILE_TRUNCATED', '0 bytes', fileOf('broken.npy')],
  ['the magic alone', 'FILE_TYPE', 'begin with', fileOf('broken.npy', npyBytes().slice(0, 6))],
  [
    'an end inside the length',
    'FILE_TRUNCATED',
    'NumPy header',
    fileOf('a.npy', npyBytes().slice(0, 9)),
  ],
  [
    'an end inside the header',
    'FILE_TRUNCATED',
    'NumPy header',
    fileOf('a.npy', npyBytes().slice(0, 40)),
  ],
  [
    'an end inside the data',
    'FILE_TRUNCATED',
    /promises \d+ bytes/,
    npy({ data: floats(1, 2, 3) }),
  ],
  ['no data at all', 'FILE_TRUNCATED', 'promises', npy({})],
  ['wrong magic', 'FILE_TYPE', 'broken.npy', fileOf('broken.npy', '\x92NUMPY\x01\0')],
  ['a header of 64 KiB that is not there', 'FILE_TRUNCATED', 'header', npy({ headerBytes: 65535 })],
  ['a header of 4 GiB', 'FILE_TRUNCATED', 'header', npy({ version: 2, headerBytes: 2 ** 32 - 1 })],
  ['a header of no length', 'FILE_TYPE', 'cannot be read', npy({ headerBytes: 0 })],
  ['a header without a shape', 'FILE_TYPE', 'cannot be read', npy({ header: "{'descr': '<f4'}" })],
  ['a negative shape', 'FILE_TYPE', '-2', npy({ shape: '(-2, 2)', data: floats(1) })],
  ['a shape of words', 'FILE_TYPE', 'two', npy({ shape: '(two, 2)', data: floats(1) })],
  ['a shape with fractions', 'FILE_TYPE', '1.5', npy({ shape: '(1.5, 2)', data: floats(1, 2, 3) })],
  ['a shape beyond 2^53', 'FILE_TYPE', '99999', npy({ shape: '(99999999999999999999, 2)' })],
  [
    'rows beyond the file',
    'FILE_TRUNCATED',
    '8000',
    npy({ shape: '(1000000000, 2)', data: floats(1) }),
  ],
  [
    'rows that multiply to 2^60',
    'FILE_TRUNCATED',
    'promises',
    npy({ shape: '(1073741824, 1073741824)' }),
  ],
  ['10^12 rows of no dims', 'NPY_SHAPE', 'hold nothing', npy({ shape: '(1000000000000, 0)' })],
  [
    '10^12 texts of no letter',
    'NPY_SHAPE',
    'hold nothing',
    npy({ descr: "'<U0'", shape: '(1000000000000,)' }),
  ],
  ['rows of no dims', 'VEC_RAGGED', 'empty vector', npy({ shape: '(3, 0)' })],
  [
    'one row of 8 MiB',
    'NPY_SHAPE',
    '8 MiB',
    fileOf('wide.npy', npyBytes({ shape: '(1, 2097152)' }), new Uint8Array(8 << 20)),
  ],
  ['no rows', 'SLICE_EMPTY', 'no rows', npy({ shape: '(0, 2)' })],
  ['one number', 'SCHEMA_NO_VECTOR', 'no vector column', npy({ shape: '()', data: floats(1) })],
  ['a list of numbers', 'SCHEMA_NO_VECTOR', '<f4 (2)', npy({ shape: '(2,)', data: floats(1, 2) })],
  [
    'three dimensions',
    'SCHEMA_NO_VECTOR',
    'no vector',
    npy({ shape: '(1, 2, 1)', data: floats(1, 2) }),
  ],
  [
    'a matrix of integers',
    'SCHEMA_NO_VECTOR',
    '<i4',
    npy({ descr: "'<i4'", data: floats(1, 2, 3, 4) }),
  ],
  [
    'complex numbers',
    'NPY_DTYPE',
    '<c8',
    npy({ descr: "'<c8'", data: floats(1, 2, 3, 4, 5, 6, 7, 8) }),
  ],
  ['dates', 'NPY_DTYPE', 'M8', npy({ descr: "'<M8[ns]'", shape: '(1,)', data: floats(1, 2) })],
  [
    'records',
    'NPY_DTYPE',
    'structured',
    npy({ descr: "[('a', '<f4')]", shape: '(1,)', data: floats(1) }),
  ],
  [
    'float128',
    'NPY_DTYPE',
    '<f16',
    npy({ descr: "'<f16'", shape: '(1, 1)', data: floats(1, 2, 3, 4) }),
  ],
  [
    'objects',
    'NPZ_PICKLE',
    'pickled',
    fileOf('a.npy', objects(Uint8Array.of(0x80, 2, 0x4e, 0x2e))),
  ],
  ['Fortran order and NaN', 'VEC_NAN', 'row 1', npy({ order: 'True', data: floats(1, 2, 3, NaN) })],
  ['Inf', 'VEC_NAN', '1 row', npy({ data: floats(1, 2, 3, Infinity) })],
  [
    'float64 beyond float32',
    'VEC_NAN',
    'row 0',
    npy({ descr: "'<f8'", shape: '(1, 1)', data: elements(Float64Array.of(1e300)) }),
  ],
];

const NPZ: readonly Broken[] = [
  ['an end record alone', 'FILE_TYPE', 'without NumPy arrays', npz(zipBytes([]))],
  [
    'an end inside the local header',
    'FILE_TRUNCATED',
    'table of contents',
    npz(stored.slice(0, 20)),
  ],
  ['an end inside the data', 'FILE_TRUNCATED', 'table of contents', npz(stored.slice(0, 100))],
  [
    'an end inside the table of contents',
    'FILE_TRUNCATED',
    'not complete',
    npz(stored.slice(0, contents + 20)),
  ],
  ['an end inside the end record', 'FILE_TRUNCATED', 'not complete', npz(stored.slice(0, -4))],
  ['a beginning that is missing', 'FILE_TYPE', 'broken.npz', npz(stored.slice(41))],
  [
    'a table of contents of 4 GiB',
    'FILE_TRUNCATED',
    'cut off',
    npz(withUint32(stored, stored.length - 10, 2 ** 32 - 1)),
  ],
  [
    'a table of contents elsewhere',
    'FILE_DAMAGED',
    'contradicts',
    npz(withUint32(stored, stored.length - 6, 3)),
  ],
  ['an entry that is none', 'FILE_DAMAGED', 'contradicts', npz(withUint32(stored, contents, 0))],
  [
    'a name beyond the table',
    'FILE_DAMAGED',
    'contradicts',
    npz(withUint32(stored, contents + 28, 60000)),
  ],
  [
    'a ZIP64 field that is cut off',
    'FILE_DAMAGED',
    'contradicts',
    zip([{ ...member, bytes: 2 ** 32 - 1 }], Uint8Array.of(1, 0, 24, 0, 9)),
  ],
  ['a local header elsewhere', 'FILE_TRUNCATED', 'local header', zip([{ ...member, offset: 7 }])],
  [
    'a local header beyond the file',
    'FILE_TRUNCATED',
    'cut off',
    zip([{ ...member, offset: 2 ** 31 }]),
  ],
  [
    'a member longer than the file',
    'FILE_TRUNCATED',
    'cut off',
    zip([{ ...member, packedBytes: 2 ** 31, bytes: 2 ** 31 }]),
  ],
  ['two lengths of a stored member', 'FILE_DAMAGED', 'differ', zip([{ ...member, bytes: 7 }])],
  ['an encrypted member', 'FILE_TYPE', 'encrypted', zip([{ ...member, flags: 1 }])],
  ['an unknown compression', 'FILE_TYPE', 'method 93', zip([{ ...member, method: 93 }])],
  [
    'damaged DEFLATE',
    'FILE_DAMAGED',
    'inflated',
    npz(packed.map((byte, at) => (at > 45 && at < 60 ? 255 : byte))),
  ],
  [
    'DEFLATE of another length',
    'FILE_DAMAGED',
    'another length',
    npz(withUint32(packed, packed.length - 22 - 46 - 10 + 24, 9)),
  ],
  [
    'a byte of noise that changed',
    'FILE_DAMAGED',
    'checksum',
    npz(noise.map((byte, at) => (at === noise.length >> 1 ? byte ^ 1 : byte))),
  ],
  ['a bomb that says so', 'ZIP_BOMB', '1.0 GiB', bomb(2 ** 30)],
  ['a bomb that lies', 'FILE_DAMAGED', 'another length', bomb(1000)],
  ['members that share a bomb', 'ZIP_BOMB', 'GiB', sharedBomb()],
  [
    'a member that is no array',
    'FILE_TYPE',
    'not a NumPy array',
    zip([{ name: 'a.npy', content: bytesOfText('<html>') }]),
  ],
  [
    'a thousand and one arrays',
    'FILE_TYPE',
    '1,001 arrays',
    zip(
      Array.from({ length: 1001 }, (_, at) => ({ name: `${at}.npy`, content: new Uint8Array(0) })),
    ),
  ],
  [
    'a pickle that calls os.system',
    'NPZ_PICKLE',
    'pickled',
    zip([{ name: 'ids.npy', content: objects(systemPickle) }, member]),
  ],
  [
    "a call in FORGE's dict",
    'NPZ_PICKLE',
    'posix system',
    zip([{ name: 'itemEncID.npy', content: objects(systemPickle, '()') }, member]),
  ],
  [
    "FORGE's dict cut off",
    'FILE_TRUNCATED',
    'pickle',
    zip([{ name: 'itemEncID.npy', content: objects(systemPickle.slice(0, 1), '()') }, member]),
  ],
  [
    'an item table of other rows',
    'NPZ_ITEM_TABLE',
    '3 items',
    zip([
      {
        name: 'itemEncID.npy',
        content: encodeNpy({ data: new Int32Array(6).map((_, at) => at >> 1), shape: [3, 2] }),
      },
      member,
    ]),
  ],
  [
    'text that is no Unicode',
    'FILE_DAMAGED',
    'characters',
    zip([
      {
        name: 'ids.npy',
        content: npyBytes({ descr: "'<U1'", shape: '(2,)', data: new Uint8Array(8).fill(255) }),
      },
      member,
    ]),
  ],
  [
    'a PyTorch checkpoint',
    'FILE_TYPE',
    'PyTorch',
    zip([{ name: 'model/data.pkl', content: new Uint8Array(2) }]),
  ],
];

function withUint32(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  new DataView(changed.buffer).setUint32(at, value, true);
  return changed;
}

/** A MiB of zeros, which DEFLATE packs a thousand times, in a file that promises `bytes`. */
function bomb(bytes: number): File {
  const whole = zipSync({ 'embeds.npy': new Uint8Array(1 << 20) }, { level: 9 });
  return npz(withUint32(whole, whole.length - 22 - 46 - 10 + 24, bytes));
}

function sharedBomb(): File {
  const whole = zipSync({ 'a.npy': new Uint8Array(1 << 20) }, { level: 9 });
  const content = whole.slice(35, whole.length - 22 - 46 - 5);
  const promised = { content, method: 8, bytes: 255 << 20, offset: 0 };
  return zip(Array.from({ length: 9 }, (_, at) => ({ ...promised, name: `${at}.npy` })));
}

describe.each([
  ['.npy', NPY],
  ['.npz', NPZ],
])('a broken %s', (_kind, table) => {
  test.each(table)('%s: %s', async (_what, code, words, file) => {
    const largest = await largestAllocation(() => expectRefused(data, code, words, [file]));
    expect(largest).toBeLessThan(16 << 20);
  });
});

test('an .npy of ids that is not one a row', async () => {
  const vectors = fileOf('a.npy', embeds);
  const ids = (rows: number) =>
    fileOf('a.ids.npy', encodeNpy({ data: new Int32Array(rows), shape: [rows] }));
  await expectRefused(data, 'NPY_IDS', '3 entries', [vectors, ids(3)]);
  await expectRefused(data, 'NPZ_PICKLE', 'a.ids', [
    vectors,
    fileOf('a.ids.npy', objects(systemPickle)),
  ]);
});

test('shards of different dims', async () => {
  const other = encodeNpy({ data: new Float32Array(6), shape: [2, 3] });
  const files = [fileOf('p-1.npy', embeds), fileOf('p-2.npy', other)];
  await expectRefused(data, 'SHARD_DIM', '2 dims in p-1.npy and 3 in p-2.npy', files);
});

test('mutated at random: rows or a problem, never a bug', async () => {
  await expectNoBug(data, 'a.npy', embeds, 150);
  const ids = { data: Int32Array.of(7, 8), shape: [2] };
  await expectNoBug(
    data,
    'a.npz',
    encodeNpz({ ids, embeds: { data: new Float32Array(4), shape: [2, 2] } }),
    150,
  );
  await expectNoBug(
    data,
    'b.npz',
    zipSync({ 'ids.npy': encodeNpy(ids), 'embeds.npy': embeds }),
    150,
  );
});
