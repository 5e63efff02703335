import type { StepListener } from './progress';
import { Problem, throwIfCancelled } from '../problem';
import { textAt } from './arrow-text';
import { lowerBound, type ShardSource } from './source';
import type { ColumnMapping } from './types';
import { copyVector, flatVectors } from './vectors';

/** What the chosen rows hold, in the order of `rowNumbers`. */
export interface ChosenRows {
  readonly vectors: Float32Array;
  readonly dim: number;
  readonly ids: string[];
  readonly titles: string[];
  readonly categories: string[];
}

/** Ragged rows named in the message. */
const NAMED_ROWS = 5;

/**
 * Decodes the mapped columns of the chosen rows. The first row's length is the dimension.
 * Throws `VEC_RAGGED`, `OUT_OF_MEMORY`, and `FILE_DAMAGED` where the file ends before its last row.
 */
export async function readRows(
  source: ShardSource,
  mapping: ColumnMapping,
  rowNumbers: Uint32Array,
  onProgress: StepListener,
  signal?: AbortSignal,
): Promise<ChosenRows> {
  const { id, vector, title, category } = mapping;
  const names = [...new Set([id, vector, title, category])].filter((name) => name !== null);
  const texts = { ids: [] as string[], titles: [] as string[], categories: [] as string[] };
  const ragged: { row: number; length: number }[] = [];
  let dim = 0;
  let vectors = new Float32Array(0);
  let done = 0;
  for await (const { firstRow, batch } of source.batches(names, rowNumbers, signal)) {
    throwIfCancelled(signal);
    const end = lowerBound(rowNumbers, firstRow + batch.numRows);
    if (end === done) continue;
    const rows = rowNumbers.subarray(done, end).map((row) => row - firstRow);
    const flat = flatVectors(batch, vector);
    if (done === 0) {
      dim = flat.length(rows[0] ?? 0);
      vectors = allocate(rowNumbers.length, dim);
    }
    for (const [index, row] of rows.entries()) {
      const length = flat.length(row);
      if (length !== dim) ragged.push({ row: firstRow + row, length });
      else copyVector(flat, row, dim, vectors, (done + index) * dim);
    }
    const column = (name: string | null) => (name === null ? null : batch.getChild(name));
    append(texts.ids, textAt(column(id), rows));
    append(texts.titles, textAt(column(title), rows));
    append(texts.categories, textAt(column(category), rows));
    done = end;
    onProgress({ phase: 'Reading vectors', done, total: rowNumbers.length });
  }
  if (done < rowNumbers.length) throw fewerRows(source, rowNumbers[done] ?? 0);
  if (ragged.length > 0 || dim === 0) throw raggedProblem(vector, dim, rowNumbers, ragged);
  const ids = id === null ? Array.from(rowNumbers, String) : texts.ids;
  return { vectors, dim, ...texts, ids };
}

/** `push(...values)` would overflow the stack on large batches. */
function append(target: string[], values: readonly string[]): void {
  for (const value of values) target.push(value);
}

function allocate(rows: number, dim: number): Float32Array<ArrayBuffer> {
  try {
    return new Float32Array(rows * dim);
  } catch {
    const gigabytes = ((rows * dim * 4) / 2 ** 30).toFixed(1);
    throw new Problem(
      'OUT_OF_MEMORY',
      `${rows} rows x ${dim} float32 take ${gigabytes} GiB, more than this page was given.`,
      'Use a smaller sample, or a WHERE that keeps fewer rows.',
    );
  }
}

function fewerRows(source: ShardSource, row: number): Problem {
  return new Problem(
    'FILE_DAMAGED',
    `${source.name} promises ${source.rows.toLocaleString('en-US')} rows, and its data end before row ${row.toLocaleString('en-US')}.`,
    'Copy or download the file again.',
  );
}

function raggedProblem(
  column: string,
  dim: number,
  rowNumbers: Uint32Array,
  ragged: readonly { row: number; length: number }[],
): Problem {
  if (dim === 0) {
    return new Problem(
      'VEC_RAGGED',
      `Row ${rowNumbers[0] ?? 0} of ${column} holds an empty vector, so there is no dimension.`,
      'Keep only rows with vectors of one length.',
    );
  }
  const named = ragged.slice(0, NAMED_ROWS).map(({ row, length }) => `row ${row} has ${length}`);
  return new Problem(
    'VEC_RAGGED',
    `${ragged.length} of ${rowNumbers.length} vectors in ${column} differ in length from the first (row ${rowNumbers[0] ?? 0} has ${dim}): ${named.join(', ')}${ragged.length > NAMED_ROWS ? ', …' : ''}.`,
    'Choose another vector column, or keep only rows with vectors of one length.',
  );
}
