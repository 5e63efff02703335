import { Problem, throwIfCancelled } from '../problem';
import type { Database } from './duckdb';
import { fingerprintOf } from './fingerprint';
import { idNotes } from './id-notes';
import type { StepListener } from './progress';
import { nonFiniteRows, qualityReport } from './quality';
import { readRows, type ChosenRows } from './read-rows';
import { sampleIndices } from './sample';
import type { ShardSource } from './source';
import { rowsWhere } from './sql-table';
import type { ColumnMapping, Slice, SliceRequest } from './types';

export interface SliceOptions {
  readonly signal?: AbortSignal;
  readonly onProgress: StepListener;
}

/** Their numbers alone take 1 GiB, and no vectors of so many rows fit beside them. */
const MAX_ROWS = 2 ** 28;
/** Rows with NaN or Inf named in the message. */
const NAMED_ROWS = 5;

/**
 * Filter (SQL), then seeded sample, then decode, then drop non-finite rows if asked.
 * `database` is called only if there is a WHERE.
 * Throws `SCHEMA_COLUMN`, `SQL_ERROR`, `SLICE_EMPTY`, `VEC_RAGGED`, `VEC_NAN`, `OUT_OF_MEMORY`.
 */
export async function sliceShard(
  source: ShardSource,
  request: SliceRequest,
  database: () => Promise<Database>,
  { signal, onProgress }: SliceOptions,
): Promise<Slice> {
  checkMapping(source, request.mapping);
  const filtered = await filter(source, request, database, signal);
  const total = filtered?.length ?? source.rows;
  const count = Math.min(request.sample ?? total, total);
  if (count > MAX_ROWS) throw tooManyRows(source, count);
  const sampled = sampleIndices(total, count, request.seed);
  const rowNumbers = filtered ? sampled.map((index) => filtered[index]!) : sampled;
  if (rowNumbers.length === 0) throw emptySlice(source, request);
  const read = await readRows(source, request.mapping, rowNumbers, onProgress, signal);
  const bad = nonFiniteRows(read.vectors, read.dim);
  if (bad.length > 0 && !request.dropNonFinite) {
    throw nonFiniteProblem(request.mapping.vector, bad, rowNumbers);
  }
  const kept = bad.length > 0 ? without(bad, read, rowNumbers) : { ...read, rowNumbers };
  if (kept.rowNumbers.length === 0) throw emptySlice(source, request);
  throwIfCancelled(signal);
  onProgress({ phase: 'Checking vectors', done: 0, total: 1 });
  return {
    name: source.name,
    ...kept,
    rows: kept.rowNumbers.length,
    totalRows: source.rows,
    seed: request.seed,
    notes: idNotes(source, request.mapping.id, kept.ids, kept.rowNumbers),
    fingerprint: fingerprintOf(kept.vectors, kept.dim),
    quality: qualityReport(kept.vectors, kept.dim, bad.length),
  };
}

async function filter(
  source: ShardSource,
  { where, picked }: SliceRequest,
  database: () => Promise<Database>,
  signal?: AbortSignal,
): Promise<Uint32Array | null> {
  const named = picked?.rows.filter((row) => row < source.rows) ?? null;
  if (where.trim() === '') return named;
  const filtered = await rowsWhere(await database(), source, where, signal);
  if (!named) return filtered;
  const isNamed = new Set(named);
  return filtered.filter((row) => isNamed.has(row));
}

function checkMapping(source: ShardSource, mapping: ColumnMapping): void {
  for (const name of Object.values(mapping) as (string | null)[]) {
    if (name === null || source.columns.some((column) => column.name === name)) continue;
    throw new Problem(
      'SCHEMA_COLUMN',
      `${source.name} has no column named ${name}.`,
      `Choose among: ${source.columns.map((column) => column.name).join(', ')}.`,
    );
  }
  const vector = source.columns.find((column) => column.name === mapping.vector);
  if (vector?.kind === 'vector') return;
  throw new Problem(
    'SCHEMA_NO_VECTOR',
    `${mapping.vector} is ${vector?.type ?? 'missing'}, not a list of floats.`,
    'Choose a column of vectors.',
  );
}

/** The rows that stay. */
function without(
  bad: readonly number[],
  read: ChosenRows,
  rowNumbers: Uint32Array,
): ChosenRows & { readonly rowNumbers: Uint32Array } {
  const { dim } = read;
  const dropped = new Set(bad);
  const keep = (_value: unknown, index: number) => !dropped.has(index);
  const kept = rowNumbers.filter(keep);
  const vectors = new Float32Array(kept.length * dim);
  let at = 0;
  for (let row = 0; row < rowNumbers.length; row++) {
    if (dropped.has(row)) continue;
    vectors.set(read.vectors.subarray(row * dim, (row + 1) * dim), at);
    at += dim;
  }
  return {
    vectors,
    dim,
    rowNumbers: kept,
    ids: read.ids.filter(keep),
    titles: read.titles.filter(keep),
    categories: read.categories.filter(keep),
  };
}

function emptySlice(source: ShardSource, request: SliceRequest): Problem {
  if (source.rows === 0) {
    return new Problem('SLICE_EMPTY', `${source.name} has no rows.`, 'Open another file.');
  }
  const cause =
    request.where.trim() === ''
      ? request.picked
        ? 'the query has picked no row with a usable vector'
        : 'every vector holds NaN or Inf, or the sample is 0 rows'
      : `no row with a usable vector satisfies WHERE ${request.where.trim()}`;
  return new Problem(
    'SLICE_EMPTY',
    `Nothing is left of the ${source.rows} rows: ${cause}.`,
    'Widen the WHERE or the sample.',
  );
}

function tooManyRows(source: ShardSource, rows: number): Problem {
  return new Problem(
    'OUT_OF_MEMORY',
    `${rows.toLocaleString('en-US')} rows of ${source.name} are more than a page can hold.`,
    'Use a sample, or a WHERE that keeps fewer rows.',
  );
}

function nonFiniteProblem(
  column: string,
  bad: readonly number[],
  rowNumbers: Uint32Array,
): Problem {
  const named = bad.slice(0, NAMED_ROWS).map((index) => rowNumbers[index]);
  const noun = bad.length === 1 ? 'row of' : 'rows of';
  return new Problem(
    'VEC_NAN',
    `${bad.length} ${noun} ${column} hold NaN or Inf (row ${named.join(', ')}${bad.length > NAMED_ROWS ? ', …' : ''}).`,
    'Drop these rows, or repair the file.',
  );
}
