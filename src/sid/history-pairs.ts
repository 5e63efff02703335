import { Problem } from '../problem';
import { relatedPairs, type RelatedPairs } from './embedding-hitrate';
import { sequencesOf, type Sequences } from './sequences';

/** Items at most this many places apart in a history are related, as in the co-occurrence baseline. */
export const HITRATE_WINDOW = 3;
/** Distinct pairs that a hitrate is measured on; a seeded uniform sample beyond. */
const HITRATE_PAIRS = 10_000;
/** Pairs for training: as many as FORGE's file has; beyond, a seeded uniform sample. */
const MAX_PAIRS = 10_000_000;
/** Users' last two items are left out, so that nothing held out reaches a tokenizer or its choice. */
const PREFIXES = { seed: 0, trainPrefixOnly: true };

/** The pairs that the embedding hitrate is measured on, in both directions. Throws `NO_PAIRS`. */
export function hitratePairs(histories: Sequences): RelatedPairs {
  const found = relatedPairs(sequencesOf(histories), {
    ...{ ...PREFIXES, window: HITRATE_WINDOW, maxPairs: HITRATE_PAIRS },
  });
  if (found.queries.length > 0) return found;
  throw new Problem(
    'NO_PAIRS',
    'The histories hold no pair of items in use: each user needs four interactions or more, as the last two are held out.',
    'Open longer histories, or use more rows.',
  );
}

/**
 * The distinct pairs of items at most `window` places apart in a history, each once: [n][2] rows.
 * Throws `NO_PAIRS`.
 */
export function historyPairs(histories: Sequences, window: number): Uint32Array {
  const { queries, related } = relatedPairs(sequencesOf(histories), {
    ...{ ...PREFIXES, window, maxPairs: MAX_PAIRS, oneWay: true },
  });
  if (queries.length === 0) {
    throw new Problem(
      'NO_PAIRS',
      'The histories hold no two items in use that stand so close.',
      'Use a wider window, more rows, or longer histories: the last two items of every user are left out.',
    );
  }
  const pairs = new Uint32Array(2 * queries.length);
  queries.forEach((query, pair) => pairs.set([query, related[pair] ?? query], 2 * pair));
  return pairs;
}
