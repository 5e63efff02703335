import { Problem } from '../../problem';
import { readByColumns } from './npy-columns';
import { decodeElements, type NpyValues } from './npy-decode';
import { NPY_HEADER_BYTES, parseNpyHeader, type NpyHeader } from './npy-header';

/** A `.npy` array that stays in its file until rows are asked for. */
export interface NpyArray {
  readonly name: string;
  readonly header: NpyHeader;
  /** Elements of one row: the product of all dimensions but the first. */
  readonly width: number;
  readonly file: Blob;
}

/** Rows without bytes cost a header nothing to promise. */
const MAX_EMPTY_ROWS = 1 << 20;

/**
 * Reads the header only. Throws the header's problems, `FILE_TRUNCATED` if data are missing, and
 * `NPY_SHAPE` where a great many rows hold nothing.
 */
export async function openNpy(file: Blob, name: string): Promise<NpyArray> {
  const head = new Uint8Array(await file.slice(0, NPY_HEADER_BYTES).arrayBuffer());
  const header = parseNpyHeader(head, name);
  const elements = header.shape.reduce((product, length) => product * length, 1);
  const needed = header.dataOffset + elements * header.itemBytes;
  if (file.size < needed) {
    throw new Problem(
      'FILE_TRUNCATED',
      `${name} ends too early: its header promises ${String(needed)} bytes, the file has ${String(file.size)}.`,
      'Copy or download the file again.',
    );
  }
  const width = header.shape.slice(1).reduce((product, length) => product * length, 1);
  const array = { name, header, width, file };
  const rows = header.shape[0] ?? 0;
  if (width * header.itemBytes > 0 || rows <= MAX_EMPTY_ROWS) return array;
  throw badShape(array, `its ${rows.toLocaleString('en-US')} rows hold nothing`);
}

/** `NPY_SHAPE`; `why` is a fragment. */
export function badShape({ name, header: { descr, shape } }: NpyArray, why: string): Problem {
  return new Problem(
    'NPY_SHAPE',
    `${name} is ${descr} of shape (${shape.join(', ')}): ${why}.`,
    'Save vectors as one float array of rows x dims, and ids as one entry a row.',
  );
}

/**
 * `count` rows from `firstRow`, row-major whatever the order in the file. Throws `FILE_DAMAGED` on text
 * that is no Unicode.
 */
export async function readNpyRows(
  array: NpyArray,
  firstRow: number,
  count: number,
): Promise<NpyValues> {
  const { header, width } = array;
  const rows = header.shape[0] ?? 1;
  const bytes = header.itemBytes;
  if (width === 0 || bytes === 0) return emptyRows(header, count * width);
  if (!header.fortranOrder || width === 1) {
    const start = header.dataOffset + firstRow * width * bytes;
    const buffer = await array.file.slice(start, start + count * width * bytes).arrayBuffer();
    return decode(array, buffer);
  }
  const { dataOffset } = header;
  const columns = { file: array.file, dataOffset, itemBytes: bytes, rows, width, firstRow, count };
  return decode(array, await readByColumns(columns));
}

function decode({ name, header }: NpyArray, buffer: ArrayBuffer): NpyValues {
  try {
    return decodeElements(header, buffer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem(
      'FILE_DAMAGED',
      `${name} holds characters that are none (${error.message}).`,
      'Copy or download the file again, or save it again with numpy.save.',
    );
  }
}

/** `<U0` and `(n, 0)` arrays have rows but no bytes. */
function emptyRows(header: NpyHeader, elements: number): NpyValues {
  if (header.kind === 'U' || header.kind === 'S') {
    return { kind: 'text', values: Array.from({ length: elements }, () => '') };
  }
  return decodeElements(header, new ArrayBuffer(0));
}
