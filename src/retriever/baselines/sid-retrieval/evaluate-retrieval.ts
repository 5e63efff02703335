import type { Steps } from '../../../sid/policies/steps';
import type { Trie } from '../../../sid/trie';
import { popularityGroups } from '../../evaluate/groups';
import { heldOutCase, trainingCounts, type HeldOut, type Split } from '../../split/leave-one-out';
import type { Rows, UnitVectors } from '../unit-vectors';
import { candidatesOf, type Expansion } from './candidates';
import { profileOf, profileRows, type ProfileItems } from './profile';
import { residualCodes, type ResidualCodebooks } from './residual-codes';
import { RetrievalMetrics, type RetrievalReport } from './retrieval-metrics';

/** Users between two steps. */
const USERS_PER_STEP = 16;

export interface SidRetrieval {
  readonly part: HeldOut;
  /** Of the catalogue's SIDs. */
  readonly trie: Trie;
  readonly codebooks: ResidualCodebooks;
  /**
   * The items' vectors as the codebooks were fitted to them, after centring and normalising. The
   * profile that is quantized is their mean, so both sides have one scale.
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

/**
 * Retrieval without a model: quantize the user's profile as if it were an item, look its SID up among
 * the items, widen, rank what is found (CarterHe479/Semantic-ID, `eval_offline`).
 */
export function* evaluateSidRetrieval(
  split: Split,
  retrieval: SidRetrieval,
): Steps<RetrievalReport> {
  const { units, quantized, trie, codebooks, expansion } = retrieval;
  const groups = popularityGroups(trainingCounts(split, units.zero.length));
  const metrics = new RetrievalMetrics(units, groups, retrieval.fallback);
  metrics.skipColdStart(split.tooShort);
  for (const [i, user] of split.evaluated.entries()) {
    const { history, target } = heldOutCase(split, user, retrieval.part);
    const embedded = history.filter((row) => units.zero[row] === 0);
    const rows = profileRows(embedded, retrieval.profile);
    const profile = profileOf(units, rows, true);
    if (profile === null || units.zero[target] === 1) {
      metrics.skipColdStart();
    } else {
      // Of items that cancel out, any code is as good as another: the zero vector's.
      const vector = profileOf(quantized, rows, retrieval.normalized);
      const sid = residualCodes(codebooks, vector ?? new Float64Array(codebooks.dim));
      const candidates = candidatesOf(trie, sid, expansion, codebooks);
      metrics.add({ profile, candidates, target, historyLength: history.length });
    }
    if ((i + 1) % USERS_PER_STEP === 0) yield;
  }
  return metrics.report();
}
