import { arrowSource } from './arrow-source';
import { openNpy } from './formats/npy';
import { openNpz } from './formats/npz';
import { sniffFormat } from './formats/sniff';
import { numpySource } from './numpy-source';
import { parquetSource } from './parquet-source';
import type { StepListener } from './progress';
import type { ShardSource } from './source';
import { textSource } from './text/text-source';

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: StepListener | undefined;
}

/**
 * Opens one file of any format as columns. Throws `FILE_TYPE`, `FILE_TRUNCATED`, `FILE_DAMAGED`,
 * `NPZ_PICKLE`, `NPZ_ITEM_TABLE`, `NPY_DTYPE`, `NPY_SHAPE`, `ZIP_BOMB`, `NPZ_COMPRESSED`, `PARQUET_ROW_GROUP`, `TEXT_HEADER`,
 * `TEXT_COLUMNS`, `TEXT_RECORD`, `TEXT_ENCODING`, `ARROW_TYPE`, `ARROW_CODEC`.
 */
export async function openSource(file: File, options: OpenOptions = {}): Promise<ShardSource> {
  const described = { name: file.name, bytes: file.size };
  const format = await sniffFormat(file);
  switch (format) {
    case 'parquet':
      return parquetSource(file);
    case 'arrow':
      return arrowSource(file, options.signal);
    case 'npz':
      return numpySource(described, await openNpz(file, options.signal));
    case 'npy':
      return numpySource(described, [await openNpy(file, arrayName(file))]);
    case 'csv':
    case 'tsv':
    case 'jsonl':
      return textSource(file, format, options);
  }
}

/** What the array of an `.npy` is called: the file's name without its ending. */
export function arrayName(file: File): string {
  return file.name.replace(/\.npy$/i, '');
}
