import { entropyBits } from './entropy';
import { normalizedMutualInformation } from './mutual-information';
import { deeperPrefixes, noPrefixes, type Prefixes } from './prefixes';
import type { Sids } from './types';

/** The category of a row that has none: it leaves every count. */
export const NO_CATEGORY = 0xffffffff;

/** How well the prefixes of one depth separate the categories. */
export interface PrefixPurity {
  /** Levels in the prefix, from 1. */
  readonly depth: number;
  /** Distinct prefixes among the n rows. */
  readonly prefixes: number;
  /**
   * Items alone in their prefix. Each is pure by itself, so purity rises with this number whatever
   * the codes mean: read the two together.
   */
  readonly alone: number;
  /** Sum over prefixes of the items of their largest category, / n; in [largestShare, 1]. */
  readonly purity: number;
  /** Between prefix and category, over the arithmetic mean of their entropies; in [0, 1]. */
  readonly normalizedMutualInformation: number;
}

export interface CategoryPurity {
  /** Rows that have a category: the n of every number here. */
  readonly n: number;
  /** Distinct categories among them. */
  readonly categories: number;
  /** Share of the largest category: the purity of the empty prefix, what no code at all reaches. */
  readonly largestShare: number;
  /** One entry a depth, 1..L. */
  readonly depths: readonly PrefixPurity[];
}

/**
 * Purity and normalised mutual information of every prefix depth against a category column.
 * `categories[i]` is any id of item i's category, or `NO_CATEGORY`; for list-valued categories pass
 * the first. With n = 0 all shares are 0: nothing measured must not read as pure. Time O(n L).
 */
export function categoryPurity(sids: Sids, categories: Uint32Array): CategoryPurity {
  if (categories.length !== sids.rows) {
    throw new Error(`${categories.length} categories for ${sids.rows} rows`);
  }
  const rows = rowsWithCategory(categories);
  const n = rows.length;
  const known = pick(categories, rows);
  const { counts } = deeperPrefixes(noPrefixes(n), known);
  const categoryBits = entropyBits(counts);
  let prefixes = noPrefixes(n);
  const depths = sids.codes.map((codes) => {
    prefixes = deeperPrefixes(prefixes, pick(codes, rows));
    return purityOf(prefixes, known, categoryBits);
  });
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  return { n, categories: counts.length, largestShare: share(largest, n), depths };
}

function purityOf(prefixes: Prefixes, known: Uint32Array, categoryBits: number): PrefixPurity {
  const { counts, depth, ids } = prefixes;
  const n = ids.length;
  // A category is one more code behind the prefix: its buckets are the cells of the joint table.
  const joint = deeperPrefixes(prefixes, known);
  const largest = new Uint32Array(counts.length);
  for (const [cell, count] of joint.counts.entries()) {
    const prefix = ids[joint.firstRows[cell]!]!;
    largest[prefix] = Math.max(largest[prefix]!, count);
  }
  const inLargest = largest.reduce((sum, count) => sum + count, 0);
  return {
    depth,
    prefixes: counts.length,
    alone: counts.reduce((items, count) => items + (count === 1 ? 1 : 0), 0),
    purity: share(inLargest, n),
    normalizedMutualInformation:
      n === 0
        ? 0
        : normalizedMutualInformation(entropyBits(counts), categoryBits, entropyBits(joint.counts)),
  };
}

function rowsWithCategory(categories: Uint32Array): Uint32Array {
  const rows = new Uint32Array(categories.length);
  let n = 0;
  for (const [row, category] of categories.entries()) if (category !== NO_CATEGORY) rows[n++] = row;
  return rows.subarray(0, n);
}

function pick(values: Uint32Array, rows: Uint32Array): Uint32Array {
  return rows.map((row) => values[row]!);
}

function share(part: number, n: number): number {
  return n === 0 ? 0 : part / n;
}
