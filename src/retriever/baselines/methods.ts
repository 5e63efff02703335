import type { BaselineMethod } from './evaluate-baseline';
import type { ProfileItems } from './sid-retrieval/profile';

/** Codewords a level that a lookup tries: the code itself and the next, as the reference does. */
const NEAREST_CODEWORDS = 2;
/** Items at which a layered lookup has enough. */
export const ENOUGH = 100;

/**
 * Every method of a table, in its order. `profile`: what a SID lookup quantizes. Without vectors, those that
 * need none.
 */
export function methodsOf(
  { profile }: { readonly profile: ProfileItems },
  hasVectors = true,
): BaselineMethod[] {
  if (!hasVectors) {
    return [
      { kind: 'popularity' },
      { kind: 'markov' },
      { kind: 'co-occurrence' },
      { kind: 'sid-prefix' },
    ];
  }
  const lookup = { kind: 'sid-lookup', profile } as const;
  return [
    { kind: 'popularity' },
    { kind: 'markov' },
    { kind: 'co-occurrence' },
    { kind: 'nearest' },
    { ...lookup, expansion: { kind: 'exact' } },
    { ...lookup, expansion: { kind: 'nearest-codewords', codewords: NEAREST_CODEWORDS } },
    { ...lookup, expansion: { kind: 'hamming-1' } },
    { ...lookup, expansion: { kind: 'layered', enough: ENOUGH } },
  ];
}
