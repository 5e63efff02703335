import { rowOfId } from '../row-of-id';
import { Problem } from '../../problem';
import { readBeside, readItemTexts, type TextsById } from './codes-beside';
import { holdsCodes, readCodes } from './read-codes';
import type { CodedItems, CodesOptions, ItemTexts } from './types';

/**
 * Reads a file of SIDs with what stands beside it: `codebooks.npz` states the codebook sizes, an `.npy` the ids
 * of items that have none, a table their titles and categories. Throws the problems of `readCodes`,
 * `CODES_SEVERAL`, `CODES_IDS`, `CODES_BESIDE`.
 */
export async function openCodes(
  files: readonly File[],
  options: CodesOptions = {},
  signal?: AbortSignal,
): Promise<CodedItems> {
  const [only] = files;
  if (!only) throw new Error('no file to open');
  if (files.length === 1) return readCodes(only, options, signal);
  const found = await Promise.all(files.map(holdsCodes));
  const coded = files.filter((_, at) => found[at]);
  const [file] = coded;
  if (!file || coded.length > 1) throw several(coded);
  const beside = await Promise.all(
    files.filter((other) => other !== file).map((other) => readBeside(other, signal)),
  );
  const sizes = beside.find((one) => one.kind === 'sizes')?.codebookSizes;
  const stated = options.codebookSizes ?? sizes;
  const items = await readCodes(
    file,
    { ...options, ...(stated ? { codebookSizes: stated } : {}) },
    signal,
  );
  const ids = beside.find((one) => one.kind === 'ids')?.ids;
  const named = ids ? withIds(items, ids, file.name) : items;
  const texts = beside.find((one) => one.kind === 'texts')?.texts;
  return texts ? withTexts(named, texts) : named;
}

/** The texts of a table for the items of the given ids, in their order. Throws `CODES_TEXTS` if none matches. */
export async function textsOfItems(
  file: File,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ItemTexts> {
  const texts = await readItemTexts(file, signal);
  const rowOf = rowOfId(texts.ids);
  if (!ids.some((id) => rowOf.has(id))) {
    throw new Problem(
      'CODES_TEXTS',
      `No item of ${file.name} is among those with codes: it names ${texts.ids.slice(0, 3).join(', ')}, they are ${ids.slice(0, 3).join(', ')}.`,
      'Give the table of these items, with the same ids.',
    );
  }
  return textsById(ids, texts, rowOf);
}

function withTexts(items: CodedItems, texts: TextsById): CodedItems {
  return { ...items, ...textsById(items.ids, texts, rowOfId(texts.ids)) };
}

function textsById(
  ids: readonly string[],
  { titles, categories }: TextsById,
  rowOf: ReadonlyMap<string, number>,
): ItemTexts {
  const rows = ids.map((id) => rowOf.get(id));
  return {
    titles: titles.length > 0 ? rows.map((row, at) => titles[row ?? -1] ?? ids[at]!) : [],
    categories: categories.length > 0 ? rows.map((row) => categories[row ?? -1] ?? '') : [],
  };
}

function withIds(items: CodedItems, ids: readonly string[], name: string): CodedItems {
  if (items.byRow && ids.length === items.ids.length) return { ...items, ids, byRow: false };
  throw new Problem(
    'CODES_IDS',
    items.byRow
      ? `There are ${ids.length} ids for the ${items.ids.length} items of ${name}.`
      : `${name} has ids of its own, so the file of ids beside it has no use.`,
    'Give one id an item, in the order of codes.npy.',
  );
}

function several(coded: readonly File[]): Problem {
  return new Problem(
    'CODES_SEVERAL',
    coded.length === 0
      ? 'None of the files holds Semantic IDs.'
      : `${coded.map(({ name }) => name).join(' and ')} hold Semantic IDs each.`,
    'Open one file of Semantic IDs at a time, with what belongs to it.',
  );
}
