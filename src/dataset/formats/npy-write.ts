/** What can be written: little-endian, C order. */
export type NpyData =
  Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array | BigInt64Array;

/** An array for `encodeNpy`: its elements row by row, and its shape. */
export interface NpyOutput {
  readonly data: NpyData;
  readonly shape: readonly number[];
}

function descrOf(data: NpyData): string {
  if (data instanceof Float32Array) return '<f4';
  if (data instanceof Float64Array) return '<f8';
  if (data instanceof Int32Array) return '<i4';
  if (data instanceof Uint32Array) return '<u4';
  if (data instanceof Uint8Array) return '|u1';
  return '<i8';
}

/** The bytes of a version 1 `.npy` file. */
export function encodeNpy({ data, shape }: NpyOutput): Uint8Array {
  const elements = shape.reduce((product, length) => product * length, 1);
  if (elements !== data.length) {
    throw new Error(`shape (${shape.join(', ')}) does not hold ${String(data.length)} elements`);
  }
  return encodeElements(descrOf(data), data, shape);
}

/** A one-dimensional array of texts, `<U` as wide as the longest. */
export function encodeNpyTexts(texts: readonly string[]): Uint8Array {
  const points = texts.map((text) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
  const width = points.reduce((most, { length }) => Math.max(most, length), 1);
  const data = new Uint32Array(texts.length * width);
  points.forEach((letters, row) => data.set(letters, row * width));
  return encodeElements(`<U${width}`, new Uint8Array(data.buffer), [texts.length]);
}

function encodeElements(
  descr: string,
  data: ArrayBufferView,
  shape: readonly number[],
): Uint8Array {
  const tuple = shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // The format asks for data aligned to 64 bytes: spaces up to there, then a line feed.
  const headerBytes = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(headerBytes + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, headerBytes - 10, true);
  bytes.set(new TextEncoder().encode(text.padEnd(headerBytes - 11) + '\n'), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), headerBytes);
  return bytes;
}
