import { Problem, throwIfCancelled } from '../problem';
import { openNpy, type NpyArray } from './formats/npy';
import { sniffFormat } from './formats/sniff';
import { joinedSource } from './joined-source';
import { numpySource } from './numpy-source';
import { arrayName, openSource, type OpenOptions } from './open-source';
import type { ShardSource } from './source';

/** `x.ids.npy`, `x_ids.npy`: the ids of `x.npy`. */
const IDS = /[._-]?(item[._-]?)?ids?$/i;

/**
 * Opens one file, or several as one: shards of the same columns, one after another by name, or `.npy`
 * arrays of vectors beside those of their ids. Throws `FILE_TYPE`, `NPY_IDS`, the problems of `openSource` and of
 * `joinedSource`.
 */
export async function openFiles(
  files: readonly File[],
  options: OpenOptions = {},
): Promise<ShardSource> {
  const [first] = files;
  if (!first) throw new Error('no file to open');
  if (files.length === 1) return openSource(first, options);
  const sorted = [...files].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' }),
  );
  const formats = await Promise.all(sorted.map(sniffFormat));
  const odd = formats.findIndex((format) => format !== formats[0]);
  if (odd > 0) throw mixed(sorted[0]?.name ?? '', sorted[odd]?.name ?? '');
  if (formats[0] === 'npy') return arrays(sorted);
  const sources: ShardSource[] = [];
  for (const file of sorted) {
    throwIfCancelled(options.signal);
    sources.push(await openSource(file, options));
  }
  return joinedSource(sources);
}

/** One source a matrix: with the columns that carry its name, or with all others if it is alone. */
async function arrays(files: readonly File[]): Promise<ShardSource> {
  const opened = await Promise.all(
    files.map(async (file) => ({ file, array: await openNpy(file, arrayName(file)) })),
  );
  const isMatrix = ({ array: { header } }: Opened) =>
    header.kind === 'f' && header.shape.length === 2;
  const matrices = opened.filter(isMatrix);
  checkIds(
    opened.filter((one) => !isMatrix(one)),
    matrices,
  );
  if (matrices.length < 2) {
    const largest = [...files].sort((a, b) => b.size - a.size)[0];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    return numpySource(
      { name: largest?.name ?? '', bytes },
      opened.map(({ array }) => array),
    );
  }
  const sources = matrices.map(async (matrix) => {
    const own = opened.filter((one) => !isMatrix(one) && stem(one.file) === stem(matrix.file));
    return numpySource(
      {
        name: matrix.file.name,
        bytes: [matrix, ...own].reduce((sum, { file }) => sum + file.size, 0),
      },
      [
        // One name for all, as columns are joined by name.
        { ...matrix.array, name: 'vectors' },
        ...own.map(({ array }) => ({ ...array, name: 'ids' })),
      ],
    );
  });
  return joinedSource(await Promise.all(sources));
}

interface Opened {
  readonly file: File;
  readonly array: NpyArray;
}

/** Ids that would be left out in silence, as they are not as many as the rows or nobody's, are refused. */
function checkIds(ids: readonly Opened[], matrices: readonly Opened[]): void {
  for (const { file, array } of ids) {
    const own =
      matrices.length === 1 ? matrices : matrices.filter((one) => stem(one.file) === stem(file));
    const rows = own[0]?.array.header.shape[0];
    if (matrices.length === 0 || rows === array.header.shape[0]) continue;
    throw new Problem(
      'NPY_IDS',
      own[0]
        ? `${file.name} has ${array.header.shape[0] ?? 1} entries and ${own[0].file.name} has ${rows ?? 0} rows.`
        : `${file.name} belongs to none of the matrices by its name.`,
      'Give one id a row, and call the ids of x.npy x.ids.npy.',
    );
  }
}

function stem(file: File): string {
  return arrayName(file).replace(IDS, '').toLowerCase();
}

function mixed(first: string, other: string): Problem {
  return new Problem(
    'FILE_TYPE',
    `${other} cannot be opened together with ${first}: they are of different formats.`,
    'Open one file at a time, several shards of one format, or .npy arrays of vectors and their ids.',
  );
}
