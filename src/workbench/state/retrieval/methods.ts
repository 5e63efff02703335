import type { BaselineMethod } from '../../../worker/protocol';
import type { RetrievalSettings } from './retrieval-store';

/** Codewords a level that a lookup tries: the code itself and the next, as the reference does. */
const NEAREST_CODEWORDS = 2;
/** Items at which a layered lookup has enough. */
export const ENOUGH = 100;

/** Every method of the table, in its order. */
export function methodsOf({ profile }: Pick<RetrievalSettings, 'profile'>): BaselineMethod[] {
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
