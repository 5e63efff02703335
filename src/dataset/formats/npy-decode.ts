import type { NpyHeader } from './npy-header';

/** Decoded elements. float16 stays as its 16 bits, as Arrow keeps it. */
export type NpyValues =
  | { readonly kind: 'f'; readonly values: Uint16Array | Float32Array | Float64Array }
  | { readonly kind: 'i' | 'u'; readonly values: IntegerArray }
  | { readonly kind: 'b'; readonly values: Uint8Array }
  | { readonly kind: 'text'; readonly values: string[] };

export type IntegerArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

type NumberArrayConstructor = new (
  buffer: ArrayBuffer,
) => Uint16Array | Float32Array | Float64Array | IntegerArray;

const CONSTRUCTORS: Readonly<Record<string, NumberArrayConstructor>> = {
  f2: Uint16Array,
  f4: Float32Array,
  f8: Float64Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  u8: BigUint64Array,
  b1: Uint8Array,
};

/**
 * Decodes whole elements in file order. `buffer` is owned: big-endian bytes are swapped in place.
 * Throws a RangeError on text that is no Unicode.
 */
export function decodeElements(header: NpyHeader, buffer: ArrayBuffer): NpyValues {
  const { kind, itemBytes } = header;
  if (header.bigEndian) swapBytes(new Uint8Array(buffer), kind === 'U' ? 4 : itemBytes);
  if (kind === 'U') return { kind: 'text', values: decodeUtf32(buffer, itemBytes / 4) };
  if (kind === 'S') return { kind: 'text', values: decodeByteStrings(buffer, itemBytes) };
  const Constructor = CONSTRUCTORS[`${kind}${String(itemBytes)}`];
  if (!Constructor) throw new Error(`no decoder for ${header.descr}`);
  return { kind, values: new Constructor(buffer) } as NpyValues;
}

/** Characters made at a time: arguments of a call stand on the stack. */
const SPREAD = 4096;

/** Fixed-width strings, padded with zeros. */
function decodeUtf32(buffer: ArrayBuffer, width: number): string[] {
  const points = new Uint32Array(buffer);
  const texts: string[] = [];
  for (let start = 0; start < points.length; start += width) {
    let end = start + width;
    while (end > start && points[end - 1] === 0) end--;
    let text = '';
    for (let at = start; at < end; at += SPREAD) {
      text += String.fromCodePoint(...points.subarray(at, Math.min(end, at + SPREAD)));
    }
    texts.push(text);
  }
  return texts;
}

function decodeByteStrings(buffer: ArrayBuffer, width: number): string[] {
  const bytes = new Uint8Array(buffer);
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (let start = 0; start < bytes.length; start += width) {
    let end = start + width;
    while (end > start && bytes[end - 1] === 0) end--;
    texts.push(decoder.decode(bytes.subarray(start, end)));
  }
  return texts;
}

function swapBytes(bytes: Uint8Array, width: number): void {
  for (let start = 0; start + width <= bytes.length; start += width) {
    bytes.subarray(start, start + width).reverse();
  }
}
