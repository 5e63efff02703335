import { textAt } from '../arrow-text';
import { openNpy, readNpyRows } from '../formats/npy';
import { openNpz } from '../formats/npz';
import { sniffFormat } from '../formats/sniff';
import { guessTextColumns } from '../mapping';
import { openSource } from '../open-source';
import { Problem, throwIfCancelled } from '../../problem';
import type { ItemTexts } from './types';

/** Titles and categories of items, by id. */
export interface TextsById extends ItemTexts {
  readonly ids: readonly string[];
}

/** What a file beside one of codes tells of it. */
export type Beside =
  | { readonly kind: 'sizes'; readonly codebookSizes: readonly number[] }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'texts'; readonly texts: TextsById };

/**
 * Reads a file that stands beside one of codes: codebooks (`.npz`), the items' ids (1-d `.npy`), or a table
 * with their titles or categories. Throws `CODES_BESIDE` for anything else, and what opening throws.
 */
export async function readBeside(file: File, signal?: AbortSignal): Promise<Beside> {
  const format = await sniffFormat(file);
  if (format === 'npz') {
    return { kind: 'sizes', codebookSizes: await sizesOfCodebooks(file, signal) };
  }
  if (format === 'npy') {
    const array = await openNpy(file, file.name);
    const { shape, kind } = array.header;
    if (shape.length !== 1 || kind === 'f' || kind === 'b') throw notBeside(file.name);
    const { values } = await readNpyRows(array, 0, shape[0] ?? 0);
    return { kind: 'ids', ids: Array.from(values, String) };
  }
  return { kind: 'texts', texts: await readItemTexts(file, signal) };
}

/** The titles and categories of a table of items, which may have vectors too: they are not read. */
export async function readItemTexts(file: File, signal?: AbortSignal): Promise<TextsById> {
  const source = await openSource(file, { signal });
  const { id, title, category } = guessTextColumns(source.columns);
  if (id === null || (title === null && category === null)) throw notBeside(file.name);
  const texts = { ids: [] as string[], titles: [] as string[], categories: [] as string[] };
  const parts = [
    { into: texts.ids, name: id },
    { into: texts.titles, name: title },
    { into: texts.categories, name: category },
  ];
  const names = parts.flatMap(({ name }) => (name === null ? [] : [name]));
  for await (const { batch } of source.batches(names, null, signal)) {
    throwIfCancelled(signal);
    const rows = Uint32Array.from({ length: batch.numRows }, (_, row) => row);
    for (const { into, name } of parts) {
      if (name === null) continue;
      for (const text of textAt(batch.getChild(name), rows)) into.push(text);
    }
  }
  return texts;
}

/** Whether a file has a column of vectors. */
export async function hasVectors(file: File, signal?: AbortSignal): Promise<boolean> {
  const { columns } = await openSource(file, { signal });
  return columns.some(({ kind }) => kind === 'vector');
}

/** K of every level, from `codebooks` [L, K, d] or `codebook_1`, `codebook_2`, ... [K, d]. */
async function sizesOfCodebooks(file: File, signal?: AbortSignal): Promise<number[]> {
  const arrays = new Map((await openNpz(file, signal)).map(({ name, header }) => [name, header]));
  const [levels = 0, size = 0, ...rest] = arrays.get('codebooks')?.shape ?? [];
  if (rest.length > 0) return new Array<number>(levels).fill(size);
  // The one codebook of a VQ.
  if (levels > 0) return [levels];
  const sizes: number[] = [];
  for (;;) {
    const header = arrays.get(`codebook_${sizes.length + 1}`);
    if (!header) break;
    sizes.push(header.shape[0] ?? 0);
  }
  if (sizes.length === 0) throw notBeside(file.name);
  return sizes;
}

function notBeside(name: string): Problem {
  return new Problem(
    'CODES_BESIDE',
    `${name} tells nothing of the Semantic IDs beside it.`,
    'Beside a file of codes open its codebooks.npz, an .npy of its ids, or a table with item_id and title.',
  );
}
