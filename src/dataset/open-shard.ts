import { Problem, throwIfCancelled } from '../problem';
import { previewRows } from './arrow-text';
import { openNpy, type NpyArray } from './formats/npy';
import { sniffFormat } from './formats/sniff';
import { guessMapping } from './mapping';
import { numpySource } from './numpy-source';
import { arrayName, openSource, type OpenOptions } from './open-source';
import type { ShardSource } from './source';
import type { OpenedShard } from './types';

export interface OpenedSource {
  readonly source: ShardSource;
  readonly shard: OpenedShard;
}

/**
 * Opens one file, or several `.npy` of the same length (vectors and ids).
 * Throws `SCHEMA_NO_VECTOR` and the problems of `openSource`.
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
    shard: { name, bytes, rows, columns, mapping, preview: previewRows(source.preview), skipped },
  };
}

async function openFiles(files: readonly File[], options: OpenOptions): Promise<ShardSource> {
  const [file] = files;
  if (!file) throw new Error('no file to open');
  return files.length > 1
    ? numpySource(await several(files), await openArrays(files))
    : openSource(file, options);
}

/** The file with the vectors gives the name: it is the largest. */
async function several(files: readonly File[]): Promise<{ name: string; bytes: number }> {
  for (const file of files) {
    if ((await sniffFormat(file)) === 'npy') continue;
    throw new Problem(
      'FILE_TYPE',
      `${file.name} cannot be opened together with other files.`,
      'Open one file at a time, or several .npy with one row an item (vectors and ids).',
    );
  }
  const [largest] = [...files].sort((a, b) => b.size - a.size);
  return { name: largest?.name ?? '', bytes: files.reduce((sum, file) => sum + file.size, 0) };
}

function openArrays(files: readonly File[]): Promise<NpyArray[]> {
  return Promise.all(files.map((file) => openNpy(file, arrayName(file))));
}

function noVector(source: ShardSource): Problem {
  const columns = source.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return new Problem(
    'SCHEMA_NO_VECTOR',
    `${source.name} has no vector column; its columns are: ${columns || 'none'}.`,
    'A vector column is a list of floats in Parquet, a 2-d float array (rows x dim) in NumPy files, and a JSON list or base64 of float32 in text.',
  );
}
