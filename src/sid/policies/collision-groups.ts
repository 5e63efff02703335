import { deeperPrefixes } from '../prefixes';
import type { Sids } from '../types';
import { fixedPrefixes, lastLevel } from './last-level';
import { rowGroups } from './row-groups';

/**
 * The rows of every prefix that holds a collision, ascending; prefixes in order of their first row.
 * What `sinkhorn` solves, and in which order. Views into one array: not to be changed.
 */
export function collisionGroups(sids: Sids): readonly Uint32Array[] {
  const prefixes = fixedPrefixes(sids);
  const { ids, counts } = deeperPrefixes(prefixes, lastLevel(sids).codes);
  return rowGroups(prefixes).filter((rows) => rows.some((row) => counts[ids[row]!]! > 1));
}
