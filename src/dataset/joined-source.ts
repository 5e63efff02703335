import { Problem } from '../problem';
import type { RowBatch, ShardSource } from './source';
import { lowerBound } from './source';
import type { ColumnInfo } from './types';

/**
 * Several files with the same columns as one, rows one file after another. Throws `SHARD_COLUMNS` and
 * `SHARD_DIM`, naming the first file that differs.
 */
export function joinedSource(sources: readonly ShardSource[]): ShardSource {
  const [first] = sources;
  if (!first) throw new Error('no file to join');
  for (const source of sources) checkAlike(first, source);
  const firstRows: number[] = [];
  let rows = 0;
  for (const source of sources) {
    firstRows.push(rows);
    rows += source.rows;
  }

  async function* batches(
    columns: readonly string[],
    wanted: Uint32Array | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    for (const [index, source] of sources.entries()) {
      const begin = firstRows[index] ?? 0;
      const own = wanted && rowsWithin(wanted, begin, source.rows);
      if (own?.length === 0) continue;
      for await (const { firstRow, batch } of source.batches(columns, own, signal)) {
        yield { firstRow: begin + firstRow, batch };
      }
    }
  }

  const skipped = sources.flatMap((source) =>
    source.skipped ? [{ name: source.name, ...source.skipped }] : [],
  );
  return {
    name: first.name,
    bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0),
    rows,
    columns: first.columns,
    fields: first.fields,
    preview: sources.find(({ preview }) => preview.length > 0)?.preview ?? [],
    skipped:
      skipped.length === 0
        ? null
        : {
            rows: skipped.reduce((sum, one) => sum + one.rows, 0),
            examples: skipped.flatMap(({ name, examples }) =>
              examples.slice(0, 1).map((example) => `${name}, ${example}`),
            ),
          },
    batches,
  };
}

/** The ascending `wanted` rows of [begin, begin + count), counted from `begin`. */
function rowsWithin(wanted: Uint32Array, begin: number, count: number): Uint32Array {
  const part = wanted.subarray(lowerBound(wanted, begin), lowerBound(wanted, begin + count));
  return part.map((row) => row - begin);
}

function checkAlike(first: ShardSource, other: ShardSource): void {
  const described = ({ columns, fields }: ShardSource) =>
    columns.map(({ name }, at) => `${name} ${String(fields[at]?.type.typeId)}`).join(', ');
  const names = ({ columns }: ShardSource) => columns.map(({ name }) => name).join(', ');
  for (const column of first.columns) {
    const same = other.columns.find(({ name }) => name === column.name);
    if (same && differInDim(column, same)) {
      throw new Problem(
        'SHARD_DIM',
        `${column.name} has ${column.dim} dims in ${first.name} and ${same.dim} in ${other.name}.`,
        'Open only files that were made by the same model.',
      );
    }
  }
  if (described(first) === described(other)) return;
  throw new Problem(
    'SHARD_COLUMNS',
    `${other.name} does not go on from ${first.name}: its columns are ${names(other)}, or of other types; the first has ${names(first)}.`,
    'Open files with the same columns together, others one at a time.',
  );
}

function differInDim(a: ColumnInfo, b: ColumnInfo): boolean {
  return a.dim !== null && b.dim !== null && a.dim !== b.dim;
}
