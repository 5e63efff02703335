/** Columns read at a time: few enough to be read side by side, enough to fill lines of cache in each row. */
const BLOCK_COLUMNS = 32;

/** Where a column-major matrix lies, and which of its rows are wanted. */
interface Columns {
  readonly file: Blob;
  /** Of the first element. */
  readonly dataOffset: number;
  readonly itemBytes: number;
  readonly rows: number;
  readonly width: number;
  readonly firstRow: number;
  readonly count: number;
}

/** Rows of a column-major matrix, row by row. Each column of them is one run of bytes of the file. */
export async function readByColumns(columns: Columns): Promise<ArrayBuffer> {
  const { file, dataOffset, itemBytes, rows, width, firstRow, count } = columns;
  const target = new ArrayBuffer(count * width * itemBytes);
  const readColumn = (column: number) => {
    const start = dataOffset + (column * rows + firstRow) * itemBytes;
    return file.slice(start, start + count * itemBytes).arrayBuffer();
  };
  for (let first = 0; first < width; first += BLOCK_COLUMNS) {
    const length = Math.min(BLOCK_COLUMNS, width - first);
    const block = await Promise.all(Array.from({ length }, (_, at) => readColumn(first + at)));
    transpose(block, target, { itemBytes, width, first, count });
  }
  return target;
}

interface Block {
  readonly itemBytes: number;
  /** Of the target, in elements. */
  readonly width: number;
  /** The column of the target that the block begins at. */
  readonly first: number;
  readonly count: number;
}

/** Writes columns beside each other: a row's part of the block stands together, so each line of cache is written once. */
function transpose(block: readonly ArrayBuffer[], target: ArrayBuffer, of: Block): void {
  const { itemBytes, width, first, count } = of;
  // By the widest words that make up an element; never as floats, which may lose bits of a NaN.
  const Words = itemBytes % 4 === 0 ? Uint32Array : itemBytes % 2 === 0 ? Uint16Array : Uint8Array;
  const words = itemBytes / Words.BYTES_PER_ELEMENT;
  const into = new Words(target);
  const columns = block.map((buffer) => new Words(buffer));
  for (let row = 0; row < count; row++) {
    let at = (row * width + first) * words;
    for (const column of columns) {
      for (let word = row * words; word < (row + 1) * words; word++) into[at++] = column[word]!;
    }
  }
}
