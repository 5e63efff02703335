import { deeperPrefixes, noPrefixes, type Prefixes } from '../prefixes';
import type { Sids } from '../types';

/** The level that the policies may rewrite. */
export interface LastLevel {
  /** Code of each row, in [0, codebookSize). */
  readonly codes: Uint32Array;
  readonly codebookSize: number;
}

/** Throws if there is no level, or if a code is outside its codebook. */
export function lastLevel(sids: Sids): LastLevel {
  const codes = sids.codes.at(-1);
  const codebookSize = sids.codebookSizes.at(-1);
  if (!codes || codebookSize === undefined) throw new Error('a SID has at least one level');
  const outside = codes.find((code) => code >= codebookSize);
  if (outside !== undefined) {
    throw new Error(`code ${outside} is outside a codebook of ${codebookSize}`);
  }
  return { codes, codebookSize };
}

/** The same SIDs with other codes at the last level; the levels before it are shared, not copied. */
export function withLastLevel(sids: Sids, codes: Uint32Array): Sids {
  return { ...sids, codes: [...sids.codes.slice(0, -1), codes] };
}

/** Prefixes of all levels but the last: what a policy leaves as it is. One level: all share one. */
export function fixedPrefixes(sids: Sids): Prefixes {
  return sids.codes.slice(0, -1).reduce(deeperPrefixes, noPrefixes(sids.rows));
}
