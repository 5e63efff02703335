import type { BeamOptions } from '../decode/beam-plan';
import type { BaselineMethod } from './evaluate-baseline';
import type { Expansion } from './sid-retrieval/candidates';
import type { ProfileItems } from './sid-retrieval/profile';
import { CO_OCCURRENCE_WINDOW, NEAREST_LAST } from './windows';

/** A sequence model, decoded so. */
export interface DecodedMethod extends BeamOptions {
  readonly kind: 'sequence-model';
}

/** Whatever has a line in a table of methods. */
export type RetrievalMethod = BaselineMethod | DecodedMethod;

/** "SID lookup, Hamming-1": as tables and exports call a method. */
export function methodName(method: RetrievalMethod): string {
  switch (method.kind) {
    case 'sequence-model':
      return decodedName(method);
    case 'popularity':
      return 'Popularity';
    case 'markov':
      return 'First-order Markov';
    case 'co-occurrence':
      return `Co-occurrence, window ${CO_OCCURRENCE_WINDOW}`;
    case 'sid-prefix':
      return 'Longest shared SID prefix with the last item';
    case 'nearest':
      return `Nearest to the last ${NEAREST_LAST}`;
    case 'sid-lookup':
      return `SID lookup, ${expansionName(method.expansion)}, of ${PROFILES[method.profile]}`;
  }
}

/** "T5 greedy", "T5 beam 50 doubling, no trie". */
function decodedName({ beam, doubling, constrained }: BeamOptions): string {
  const how = beam === 1 && !doubling ? 'greedy' : `beam ${beam}${doubling ? ' doubling' : ''}`;
  return `T5 ${how}${constrained ? '' : ', no trie'}`;
}

const PROFILES: Readonly<Record<ProfileItems, string>> = {
  mean: 'all items',
  last: 'the last item',
  'last-5': 'the last 5',
};

function expansionName(expansion: Expansion): string {
  switch (expansion.kind) {
    case 'exact':
      return 'exact';
    case 'nearest-codewords':
      return `${expansion.codewords} nearest codewords`;
    case 'hamming-1':
      return 'Hamming-1';
    case 'layered':
      return `layered to ${expansion.enough}`;
  }
}
