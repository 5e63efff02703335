import { deeperPrefixes } from '../prefixes';
import type { Sids } from '../types';
import { fixedPrefixes, lastLevel } from './last-level';
import type { CapConfig } from './policy-config';
import { rowGroups } from './row-groups';
import { DRAW, drawLimit, hashBits } from './seeded-hash';

/**
 * Rows over the cap, ascending: FORGE's step 1. The items of each SID are ranked in seeded random
 * order; ranks 1..cap stay, the rest have to move. Only these rows need candidates.
 */
export function overflowRows(
  sids: Sids,
  { cap, seed }: Pick<CapConfig, 'cap' | 'seed'>,
): Uint32Array {
  const buckets = deeperPrefixes(fixedPrefixes(sids), lastLevel(sids).codes);
  const stream = hashBits(seed, DRAW.firstRanks);
  const over: number[] = [];
  for (const rows of rowGroups(buckets)) {
    if (rows.length <= cap) continue;
    const draws = rows.map((row) => hashBits(stream, row));
    const limit = drawLimit(draws, cap);
    for (const [place, row] of rows.entries()) if (draws[place]! > limit) over.push(row);
  }
  return Uint32Array.from(over).sort();
}
