import { Problem } from '../../problem';

/** The element types this reader knows, by NumPy's own letters. `U`: UTF-32, `S`: bytes. */
export type NpyKind = 'f' | 'i' | 'u' | 'b' | 'U' | 'S';

export interface NpyHeader {
  readonly kind: NpyKind;
  /** Bytes of one element (for `U`, 4 bytes a character). */
  readonly itemBytes: number;
  readonly bigEndian: boolean;
  /** NumPy's own word, e.g. `<f4`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin, in bytes from the start of the file. */
  readonly dataOffset: number;
}

/** More than any real header needs (NumPy itself warns above 10,000 bytes). */
export const NPY_HEADER_BYTES = 65_536;

const KNOWN_BYTES: Readonly<Record<string, readonly number[]>> = {
  f: [2, 4, 8],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  b: [1],
};

/**
 * Reads the header of a `.npy` file, version 1, 2 or 3, from its first bytes.
 * Throws `NPZ_PICKLE` (object arrays), `NPY_DTYPE` (types with no columns here), `FILE_TRUNCATED`,
 * `FILE_TYPE`. `name` is used in the messages.
 */
export function parseNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const { text, dataOffset } = headerText(bytes, name);
  return { ...parseDictionary(text, name), dataOffset };
}

/** Where the pickle of an array of Python objects begins, in bytes; null for any other array. */
export function pickleOffset(bytes: Uint8Array, name: string): number | null {
  const { text, dataOffset } = headerText(bytes, name);
  return /'descr'\s*:\s*'\|O'/.test(text) ? dataOffset : null;
}

function headerText(bytes: Uint8Array, name: string): { text: string; dataOffset: number } {
  const major = bytes[6];
  if (String.fromCharCode(...bytes.subarray(0, 6)) !== '\x93NUMPY' || major === undefined) {
    throw new Problem(
      'FILE_TYPE',
      `${name} is not a NumPy array: it does not begin with \\x93NUMPY.`,
      'Save it with numpy.save or numpy.savez.',
    );
  }
  const start = major === 1 ? 10 : 12;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < start) throw truncatedHeader(name);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (bytes.length < start + length) throw truncatedHeader(name);
  const text = new TextDecoder().decode(bytes.subarray(start, start + length));
  return { text, dataOffset: start + length };
}

function parseDictionary(text: string, name: string): Omit<NpyHeader, 'dataOffset'> {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (order === undefined || shape === undefined) {
    throw unreadableHeader(text, name);
  }
  return {
    ...parseType(descr, name),
    fortranOrder: order === 'True',
    shape: parseShape(shape, text, name),
  };
}

function parseShape(shape: string, text: string, name: string): number[] {
  const parts = shape.split(',').map((part) => part.trim().replace(/L$/, ''));
  const lengths = parts
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (lengths.every(Number.isSafeInteger)) return lengths;
  throw unreadableHeader(text, name);
}

function parseType(
  descr: string | undefined,
  name: string,
): Pick<NpyHeader, 'kind' | 'itemBytes' | 'bigEndian' | 'descr'> {
  const match = /^([<>|=])([a-zA-Z])(\d*)$/.exec(descr ?? '');
  const letter = match?.[2] ?? '';
  if (letter === 'O') {
    throw new Problem(
      'NPZ_PICKLE',
      `${name} holds pickled Python objects (dtype object), which a page must not run.`,
      'Save plain arrays: ids.astype("U") or ids.astype("int64"), vectors as one 2-d float array.',
    );
  }
  const count = Number(match?.[3] ?? 0);
  const itemBytes = letter === 'U' ? count * 4 : count;
  const known = letter === 'U' || letter === 'S' || KNOWN_BYTES[letter]?.includes(itemBytes);
  if (descr === undefined || !known) {
    throw new Problem(
      'NPY_DTYPE',
      `${name} has the dtype ${descr ?? 'of a structured array'}, which is not supported.`,
      'Use float16/32/64, integers, booleans or strings, e.g. array.astype("float32").',
    );
  }
  return { kind: letter as NpyKind, itemBytes, bigEndian: match?.[1] === '>', descr };
}

function unreadableHeader(text: string, name: string): Problem {
  return new Problem(
    'FILE_TYPE',
    `${name} has a NumPy header that cannot be read: ${text.trim().slice(0, 80)}.`,
    'Save it again with numpy.save.',
  );
}

function truncatedHeader(name: string): Problem {
  return new Problem(
    'FILE_TRUNCATED',
    `${name} ends inside its NumPy header.`,
    'Copy or download the file again.',
  );
}
