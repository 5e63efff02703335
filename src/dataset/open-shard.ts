import { Problem, throwIfCancelled } from '../problem';
import { previewRows } from './arrow-text';
import { guessMapping } from './mapping';
import { openFiles } from './open-files';
import type { OpenOptions } from './open-source';
import type { ShardSource } from './source';
import { rowNumberColumn } from './sql-table';
import type { OpenedShard } from './types';

/** Columns named in a message. */
const NAMED_COLUMNS = 20;

export interface OpenedSource {
  readonly source: ShardSource;
  readonly shard: OpenedShard;
}

/**
 * Opens one file, or several as one; see `openFiles`.
 * Throws `SCHEMA_NO_VECTOR` and the problems of `openFiles`.
 */
export async function openShard(
  files: readonly File[],
  options: OpenOptions = {},
): Promise<OpenedSource> {
  const source = await openFiles(files, options);
  throwIfCancelled(options.signal);
  const mapping = guessMapping(source.columns);
  if (!mapping) throw noVector(source);
  const { name, bytes, rows, columns, skipped = null } = source;
  return {
    source,
    shard: {
      ...{ name, bytes, rows, columns, mapping, skipped },
      rowNumber: rowNumberColumn(source),
      preview: previewRows(source.preview),
    },
  };
}

function noVector(source: ShardSource): Problem {
  const described = source.columns.map(({ name, type }) => `${name} ${type}`);
  const columns = described.slice(0, NAMED_COLUMNS).join(', ');
  const more = described.length > NAMED_COLUMNS ? ', …' : '';
  const [example] = source.skipped?.examples ?? [];
  const why =
    source.rows === 0 && example !== undefined
      ? `none of its ${source.skipped?.rows ?? 0} records can be used (${example})`
      : `its columns are: ${columns || 'none'}${more}`;
  return new Problem(
    'SCHEMA_NO_VECTOR',
    `${source.name} has no vector column; ${why}.`,
    'A vector column is a list of floats in Parquet, a 2-d float array (rows x dim) in NumPy files, and a JSON list or base64 of float32 in text. Semantic IDs are an index.json, columns c1, c2, … or a SID such as 12,7,201.',
  );
}
