import { Utf8, Vector, makeData } from 'apache-arrow';

/**
 * Texts as an Arrow vector without nulls. Instead of arrow's `vectorFromArray` and builders with
 * null values, which compile a null test with `new Function`: the page's Content Security Policy
 * refuses that.
 */
export function utf8Vector(values: readonly string[]): Vector<Utf8> {
  const encoder = new TextEncoder();
  const encoded = values.map((value) => encoder.encode(value));
  const valueOffsets = new Int32Array(values.length + 1);
  encoded.forEach((bytes, index) => {
    valueOffsets[index + 1] = valueOffsets[index]! + bytes.length;
  });
  const data = new Uint8Array(valueOffsets[values.length]!);
  encoded.forEach((bytes, index) => data.set(bytes, valueOffsets[index]));
  return new Vector([makeData({ type: new Utf8(), length: values.length, valueOffsets, data })]);
}
