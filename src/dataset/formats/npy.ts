import { Problem } from '../../problem';
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

/** Reads the header only. Throws the header's problems, and `FILE_TRUNCATED` if data are missing. */
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
  return { name, header, width, file };
}

/** `count` rows from `firstRow`, row-major whatever the order in the file. */
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
    return decodeElements(header, buffer);
  }
  // Column-major: each column of the wanted rows is one run of bytes.
  const target = new Uint8Array(count * width * bytes);
  for (let column = 0; column < width; column++) {
    const start = header.dataOffset + (column * rows + firstRow) * bytes;
    const run = new Uint8Array(await array.file.slice(start, start + count * bytes).arrayBuffer());
    for (let row = 0; row < count; row++) {
      const at = (row * width + column) * bytes;
      for (let byte = 0; byte < bytes; byte++) target[at + byte] = run[row * bytes + byte] ?? 0;
    }
  }
  return decodeElements(header, target.buffer);
}

/** `<U0` and `(n, 0)` arrays have rows but no bytes. */
function emptyRows(header: NpyHeader, elements: number): NpyValues {
  if (header.kind === 'U' || header.kind === 'S') {
    return { kind: 'text', values: Array.from({ length: elements }, () => '') };
  }
  return decodeElements(header, new ArrayBuffer(0));
}
