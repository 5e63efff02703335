import { Problem } from '../../problem';
import { float16Value } from '../float16';
import type { NamedTensor } from './safetensors-write';

/** A header larger than this is no header: the format's own limit. */
const MAX_HEADER = 100_000_000;
const BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;
type Dtype = keyof typeof BYTES;

export interface Safetensors {
  /** In file order, as float32 whatever they were stored as. */
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads float tensors (F64, F32, F16, BF16). Throws `SAFETENSORS`; other dtypes are named. */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw broken('it is shorter than its own length field');
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > MAX_HEADER || headerBytes > bytes.length - 8) {
    throw broken(`it announces a header of ${headerBytes} bytes and has ${bytes.length - 8}`);
  }
  const header = headerOf(bytes.subarray(8, 8 + headerBytes));
  const data = new DataView(bytes.buffer, bytes.byteOffset + 8 + headerBytes);
  const tensors: NamedTensor[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = metadataOf(entry);
    else tensors.push(tensorOf(name, entry, data));
  }
  return { tensors, metadata };
}

function headerOf(json: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    throw broken('its header is no JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw broken('its header is no JSON object');
  }
  return header as Record<string, unknown>;
}

function metadataOf(entry: unknown): Record<string, string> {
  const isMap = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  if (isMap && Object.values(entry).every((value) => typeof value === 'string')) {
    return entry as Record<string, string>;
  }
  throw broken('its metadata are no map of strings');
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const areCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(isCount);

function tensorOf(name: string, entry: unknown, data: DataView): NamedTensor {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (!areCounts(shape) || !areCounts(offsets) || offsets.length !== 2) {
    throw broken(`the entry of ${name} is malformed`);
  }
  if (typeof dtype !== 'string' || !(dtype in BYTES)) {
    throw new Problem(
      'SAFETENSORS',
      `The tensor ${name} is stored as ${String(dtype)}; only ${Object.keys(BYTES).join(', ')} can be read.`,
      'Save the model in float32.',
    );
  }
  const [begin = 0, end = 0] = offsets;
  const elements = shape.reduce((product, length) => product * length, 1);
  const size = BYTES[dtype as Dtype];
  if (end - begin !== elements * size || end > data.byteLength) {
    throw broken(`the offsets of ${name} do not fit its shape or the file`);
  }
  const values = new Float32Array(elements);
  for (let i = 0; i < elements; i++) values[i] = valueAt(data, begin + i * size, dtype as Dtype);
  return { name, shape, data: values };
}

const bits = new DataView(new ArrayBuffer(4));

function valueAt(data: DataView, at: number, dtype: Dtype): number {
  if (dtype === 'F32') return data.getFloat32(at, true);
  if (dtype === 'F64') return data.getFloat64(at, true);
  if (dtype === 'F16') return float16Value(data.getUint16(at, true));
  // A BF16 is the upper half of a float32.
  bits.setUint32(0, data.getUint16(at, true) << 16);
  return bits.getFloat32(0);
}

function broken(why: string): Problem {
  return new Problem(
    'SAFETENSORS',
    `This is no whole .safetensors file: ${why}.`,
    'Download or save it again.',
  );
}
