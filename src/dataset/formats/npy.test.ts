import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float16Value } from '../float16';
import { openNpy, readNpyRows } from './npy';
import { encodeNpy, type NpyData } from './npy-write';

/** A `.npy` as NumPy writes it: header text, then raw bytes. */
function npy(header: string, data: ArrayLike<number> = [], version = 1): Blob {
  const text = new TextEncoder().encode(header);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length, 0, 0, 0];
  return new Blob([
    new Uint8Array([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length]),
    text,
    Uint8Array.from(data),
  ]);
}

const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;

async function readAll(blob: Blob): Promise<unknown[]> {
  const array = await openNpy(blob, 'a');
  const { values } = await readNpyRows(array, 0, array.header.shape[0] ?? 1);
  return [...values];
}

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer);

describe('reading .npy', () => {
  test.each([
    ['<f2', bytesOf(Uint16Array.of(0x3c00, 0xc000)), [0x3c00, 0xc000]],
    ['<f4', bytesOf(Float32Array.of(1.5, -2)), [1.5, -2]],
    ['>f4', [0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0], [1.5, -2]],
    ['<f8', bytesOf(Float64Array.of(0.1, 1e300)), [0.1, 1e300]],
    ['|i1', [1, 255], [1, -1]],
    ['<i2', [1, 0, 255, 255], [1, -1]],
    ['>i2', [0, 1, 255, 254], [1, -2]],
    ['<i4', bytesOf(Int32Array.of(7, -8)), [7, -8]],
    ['<i8', bytesOf(BigInt64Array.of(2n ** 60n, -1n)), [2n ** 60n, -1n]],
    ['|u1', [1, 255], [1, 255]],
    ['<u2', [0, 1, 2, 0], [256, 2]],
    ['<u4', bytesOf(Uint32Array.of(0xffffffff, 3)), [0xffffffff, 3]],
    ['<u8', bytesOf(BigUint64Array.of(2n ** 63n, 0n)), [2n ** 63n, 0n]],
    ['|b1', [1, 0], [1, 0]],
    ['<U2', bytesOf(Uint32Array.of(0x61, 0, 0x1f600, 0x62)), ['a', '😀b']],
    ['>U1', [0, 0, 0, 0x61, 0, 0, 0, 0x62], ['a', 'b']],
    ['|S3', [0x61, 0x62, 0, 0x63, 0, 0], ['ab', 'c']],
  ] as const)('%s', async (descr, data, expected) => {
    expect(await readAll(npy(header(descr, '(2,)'), data))).toEqual(expected);
  });

  test.each([2, 3])('header version %i', async (version) => {
    expect(await readAll(npy(header('|u1', '(1, 2)'), [3, 4], version))).toEqual([3, 4]);
  });

  test('Fortran order comes out row by row, whole and in part', async () => {
    // Columns (1, 2, 3) and (4, 5, 6).
    const blob = npy(header('|u1', '(3, 2)', 'True'), [1, 2, 3, 4, 5, 6]);
    expect(await readAll(blob)).toEqual([1, 4, 2, 5, 3, 6]);
    const part = await readNpyRows(await openNpy(blob, 'a'), 1, 2);
    expect([...part.values]).toEqual([2, 5, 3, 6]);
  });

  test('codebooks whose levels are of many MiB open: only rows of a table are bounded', async () => {
    const data = new Uint8Array(8 << 20);
    const array = await openNpy(npy(header('<f4', '(1, 4096, 512)'), data), 'codebooks');
    expect(array.width).toBe(4096 * 512);
  });

  test('some rows of a matrix', async () => {
    const array = await openNpy(npy(header('|u1', '(4, 2)'), [0, 1, 2, 3, 4, 5, 6, 7]), 'a');
    expect([...(await readNpyRows(array, 1, 2)).values]).toEqual([2, 3, 4, 5]);
  });

  test.each([
    ['NPZ_PICKLE', npy(header('|O', '(2,)'), [0, 0])],
    ['NPY_DTYPE', npy(header('<c8', '(1,)'), [0, 0, 0, 0, 0, 0, 0, 0])],
    ['NPY_DTYPE', npy(header('|V2', '(1,)'), [0, 0])],
    ['NPY_DTYPE', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }")],
    ['FILE_TRUNCATED', npy(header('<f4', '(2, 2)'), [0, 0, 0, 0])],
    ['FILE_TRUNCATED', npy(header('<f4', '(2, 2)')).slice(0, 20)],
    ['FILE_TYPE', npy('nonsense')],
    ['FILE_TYPE', new Blob(['item_id,title\n1,a\n'])],
  ])('%s', async (code, blob) => {
    await expect(openNpy(blob, 'a')).rejects.toMatchObject({ code });
  });
});

test('what is written is read back', async () => {
  const arrays: fc.Arbitrary<NpyData> = fc.oneof(
    fc.float32Array({ noNaN: true }),
    fc.float64Array({ noNaN: true }),
    fc.int32Array(),
    fc.uint32Array(),
    fc.uint8Array(),
    fc.bigInt64Array(),
  );
  await fc.assert(
    fc.asyncProperty(arrays, async (data) => {
      const bytes = encodeNpy({ data, shape: [data.length, 1] });
      expect((bytes.length - data.byteLength) % 64).toBe(0);
      expect(await readAll(new Blob([bytes as Uint8Array<ArrayBuffer>]))).toEqual([...data]);
    }),
    { numRuns: 50 },
  );
});

test('a shape that does not fit is refused', () => {
  expect(() => encodeNpy({ data: new Float32Array(3), shape: [2, 2] })).toThrow('(2, 2)');
});

test.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x0001, 2 ** -24],
  [0x3c00, 1],
  [0xc500, -5],
  [0x7bff, 65504],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])('half precision %i', (bits, value) => {
  expect(float16Value(bits)).toBe(value);
});
