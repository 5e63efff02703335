/** A named float32 array, row-major. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Data starts at a multiple of this, so that a reader may map it. */
const ALIGN = 8;

/**
 * The bytes of a `.safetensors` file: 8 bytes of header length, a JSON header padded with spaces,
 * then the tensors' little-endian float32 one after another. `metadata` values are strings, as the
 * format wants. Throws where a name is taken twice or a shape does not fit.
 */
export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata;
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    const elements = shape.reduce((product, length) => product * length, 1);
    if (elements !== data.length) {
      throw new Error(`${name}: shape [${shape.join(', ')}] does not hold ${data.length} numbers`);
    }
    if (name in header) throw new Error(`two tensors are called ${name}`);
    const end = offset + data.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / ALIGN) * ALIGN;
  const bytes = new Uint8Array(8 + headerBytes + offset).fill(0x20, 8, 8 + headerBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(json, 8);
  let at = 8 + headerBytes;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}
