import { Problem, throwIfCancelled } from '../problem';
import { previewRows } from './arrow-text';
import { openNpy, type NpyArray } from './formats/npy';
import { openNpz } from './formats/npz';
import { sniffFormat } from './formats/sniff';
import { guessMapping } from './mapping';
import { numpySource } from './numpy-source';
import { parquetSource } from './parquet-source';
import type { ShardSource } from './source';
import type { OpenedShard } from './types';

export interface OpenedSource {
  readonly source: ShardSource;
  readonly shard: OpenedShard;
}

/**
 * Opens one file, or several `.npy` of the same length (vectors and ids).
 * Throws `FILE_TYPE`, `FILE_TRUNCATED`, `FILE_DAMAGED`, `NPZ_PICKLE`, `NPY_DTYPE`, `SCHEMA_NO_VECTOR`.
 */
export async function openShard(
  files: readonly File[],
  signal?: AbortSignal,
): Promise<OpenedSource> {
  const source = await openSource(files, signal);
  throwIfCancelled(signal);
  const mapping = guessMapping(source.columns);
  if (!mapping) throw noVector(source);
  const { name, bytes, rows, columns } = source;
  return {
    source,
    shard: { name, bytes, rows, columns, mapping, preview: previewRows(source.preview) },
  };
}

async function openSource(files: readonly File[], signal?: AbortSignal): Promise<ShardSource> {
  const [file] = files;
  if (!file) throw new Error('no file to open');
  if (files.length > 1) return numpySource(await several(files), await openArrays(files));
  const described = { name: file.name, bytes: file.size };
  switch (await sniffFormat(file)) {
    case 'parquet':
      return parquetSource(file);
    case 'npz':
      return numpySource(described, await openNpz(file, signal));
    case 'npy':
      return numpySource(described, await openArrays([file]));
  }
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
  return Promise.all(files.map((file) => openNpy(file, file.name.replace(/\.npy$/i, ''))));
}

function noVector(source: ShardSource): Problem {
  const columns = source.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return new Problem(
    'SCHEMA_NO_VECTOR',
    `${source.name} has no vector column; its columns are: ${columns || 'none'}.`,
    'A vector column is a list of floats in Parquet, or a 2-d float array (rows x dim) in NumPy files.',
  );
}
