import type { Device } from '../../../compute/device';
import type { Trie } from '../../../sid/trie';
import { popularityGroups } from '../../evaluate/groups';
import { heldOutCase, trainingCounts, type HeldOut, type Split } from '../../split/leave-one-out';
import type { Pause } from '../evaluate-ranker';
import { scoreQueries } from '../score-queries';
import type { Rows, UnitVectors } from '../unit-vectors';
import { candidatesOf, type Expansion } from './candidates';
import { profileOf, profileRows, type ProfileItems } from './profile';
import { residualCodes, type ResidualCodebooks } from './residual-codes';
import { RetrievalMetrics, type RetrievalReport } from './retrieval-metrics';

export interface SidRetrieval {
  readonly part: HeldOut;
  /** Of the catalogue's SIDs, for the metrics at SID level. */
  readonly trie: Trie;
  /** Of the codes that the codebooks give: the same, but for a suffix that a policy added. */
  readonly index: Trie;
  readonly codebooks: ResidualCodebooks;
  /**
   * The items' vectors as the codebooks were fitted to them: centred and normalised, of a learned
   * tokenizer its latents. The profile that is quantized is their mean, so both sides have one scale.
   */
  readonly quantized: Rows;
  /** Whether `quantized` was normalised: the profile is then, too. */
  readonly normalized: boolean;
  /** The items' vectors at unit norm, for the ranking of candidates. */
  readonly units: UnitVectors;
  readonly profile: ProfileItems;
  readonly expansion: Expansion;
  /** Whether users without candidates are searched in the whole catalogue. */
  readonly fallback: boolean;
}

interface Asked {
  readonly profile: Float64Array;
  readonly candidates: Uint32Array;
  readonly target: number;
  readonly historyLength: number;
}

/**
 * Retrieval without a model: quantize the user's profile as if it were an item, look its SID up among
 * the items, widen, rank what is found (CarterHe479/Semantic-ID, `eval_offline`). Throws as
 * `scoreQueries`.
 */
export async function evaluateSidRetrieval(
  device: Device,
  split: Split,
  retrieval: SidRetrieval,
  pause: Pause,
): Promise<RetrievalReport> {
  const { units, trie, fallback } = retrieval;
  const groups = popularityGroups(trainingCounts(split, units.zero.length));
  const metrics = new RetrievalMetrics(trie, groups, fallback);
  metrics.skipColdStart(split.tooShort);
  const warm = split.evaluated.filter((user) => isWarm(split, user, retrieval));
  metrics.skipColdStart(split.evaluated.length - warm.length);
  // A slice's users are asked for one after another, then visited in that order.
  const asked = new Map<number, Asked>();
  const queries = {
    count: warm.length,
    vector: (i: number) => {
      const user = ask(split, warm[i]!, retrieval);
      asked.set(i, user);
      return user.profile;
    },
    visit: (i: number, scores: Float32Array) => {
      metrics.add({ ...asked.get(i)!, scores });
      asked.delete(i);
    },
  };
  await scoreQueries(device, units, queries, pause);
  return metrics.report();
}

/** The rows that make a user's profile: those with a vector, the newest of them. */
function rowsOf(history: Uint32Array, { units, profile }: SidRetrieval): Uint32Array {
  const embedded = history.filter((row) => units.zero[row] === 0);
  return profileRows(embedded, profile);
}

/** Whether the user has a profile, and the target a vector. */
function isWarm(split: Split, user: number, retrieval: SidRetrieval): boolean {
  const { history, target } = heldOutCase(split, user, retrieval.part);
  if (retrieval.units.zero[target] === 1) return false;
  return profileOf(retrieval.units, rowsOf(history, retrieval), false) !== null;
}

function ask(split: Split, user: number, retrieval: SidRetrieval): Asked {
  const { codebooks, index, expansion } = retrieval;
  const { history, target } = heldOutCase(split, user, retrieval.part);
  const rows = rowsOf(history, retrieval);
  const zero = new Float64Array(codebooks.dim);
  // Of items that cancel out, any code is as good as another: the zero vector's.
  const vector = profileOf(retrieval.quantized, rows, retrieval.normalized) ?? zero;
  const sid = residualCodes(codebooks, vector);
  return {
    profile: profileOf(retrieval.units, rows, true)!,
    candidates: candidatesOf(index, sid, expansion, codebooks),
    target,
    historyLength: history.length,
  };
}
