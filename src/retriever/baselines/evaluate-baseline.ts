import type { Device } from '../../compute/device';
import { buildTrie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import type { RankingReport } from '../evaluate/ranking-report';
import type { Histories } from '../split/histories';
import { evaluationSplit } from '../split/evaluation-split';
import { trainingCounts, type HeldOut, type Split } from '../split/leave-one-out';
import type { RankerEvaluation, RankerReport } from './catalogue-metrics';
import { coOccurrenceRanker } from './co-occurrence';
import { evaluateRanker, type Pause } from './evaluate-ranker';
import { markovRanker } from './markov';
import { evaluateNearest } from './nearest';
import { popularityRanker } from './popularity';
import { sidPrefixRanker } from './sid-prefix';
import type { Ranker } from './ranker';
import type { Expansion } from './sid-retrieval/candidates';
import { evaluateSidRetrieval } from './sid-retrieval/evaluate-retrieval';
import type { ProfileItems } from './sid-retrieval/profile';
import type { ResidualCodebooks } from './sid-retrieval/residual-codes';
import type { Rows, UnitVectors } from './unit-vectors';

/** A recommender without a trained model. */
export type BaselineMethod =
  | { readonly kind: 'popularity' | 'markov' | 'co-occurrence' | 'sid-prefix' | 'nearest' }
  | { readonly kind: 'sid-lookup'; readonly profile: ProfileItems; readonly expansion: Expansion };

export interface BaselineRequest {
  readonly method: BaselineMethod;
  /** As matched against the catalogue: `NO_ROW` is left out. */
  readonly histories: Histories;
  readonly part: HeldOut;
  /** Whether items of a user's own history are left out; a SID lookup never leaves them out. */
  readonly excludeSeen: boolean;
  /** Of the catalogue. */
  readonly sids: Sids;
}

/** What a SID lookup went through. */
export interface CandidateFigures {
  readonly expansion: Expansion;
  /** Mean over the users with candidates only. */
  readonly average: number;
  /** Share of the evaluated users without any. */
  readonly emptyRate: number;
  /** Share of the evaluated users who were answered by a search of the whole catalogue instead. */
  readonly fallbackRate: number;
}

/** One method's line of an evaluation. */
export interface MethodReport extends RankingReport {
  /** Users in no mean: histories too short, no profile, a target without vector. */
  readonly coldStartSkipped: number;
  /** Users whose target lies in their own history, where such items are left out: never a hit. */
  readonly seenTargets: number;
  /** null for a method that ranks the whole catalogue. */
  readonly candidates: CandidateFigures | null;
  readonly seconds: number;
}

/** The quantizer behind the SIDs, without levels that a policy added. */
export interface LookupSpace {
  readonly codebooks: ResidualCodebooks;
  readonly quantized: Rows;
  readonly normalized: boolean;
  /** The items' SIDs by these codebooks alone. */
  readonly sids: Sids;
}

/** The items' vectors in the forms that methods ask for, made when one does. */
export interface ItemVectors {
  /** At unit norm. */
  units(): Promise<UnitVectors>;
  /** At unit norm after subtracting their mean. */
  centred(): Promise<UnitVectors>;
  lookup(): Promise<LookupSpace>;
}

/** Whether users without candidates are searched in the whole catalogue, as CarterHe479/Semantic-ID does. */
const FALLBACK = true;

/**
 * Evaluates one method on the leave-one-out split of the histories. Throws `HISTORY_FEW_KNOWN`,
 * `HISTORY_TOO_SHORT`, `RETRIEVAL_MEMORY`, and what device and `pause` throw.
 */
export async function evaluateBaseline(
  device: Device,
  request: BaselineRequest,
  vectors: ItemVectors,
  pause: Pause,
): Promise<MethodReport> {
  const started = performance.now();
  const { method, part, excludeSeen } = request;
  const { split } = evaluationSplit(request.histories);
  const evaluation = { part, excludeSeen, trie: buildTrie(request.sids) };
  const report =
    method.kind === 'sid-lookup'
      ? await lookup(device, method, split, evaluation, vectors, pause)
      : {
          ...(method.kind === 'nearest'
            ? await evaluateNearest(device, await vectors.centred(), split, evaluation, pause)
            : await count(method.kind, split, request.sids, evaluation, pause)),
          candidates: null,
          coldStartSkipped: split.tooShort,
        };
  return { ...report, seconds: (performance.now() - started) / 1000 };
}

function count(
  kind: 'popularity' | 'markov' | 'co-occurrence' | 'sid-prefix',
  split: Split,
  sids: Sids,
  evaluation: RankerEvaluation,
  pause: Pause,
): Promise<RankerReport> {
  const items = evaluation.trie.items.length;
  const rankers: Readonly<Record<typeof kind, () => Ranker>> = {
    popularity: () => popularityRanker(trainingCounts(split, items)),
    markov: () => markovRanker(split, items),
    'co-occurrence': () => coOccurrenceRanker(split, items),
    'sid-prefix': () => sidPrefixRanker(sids),
  };
  return evaluateRanker(rankers[kind](), split, evaluation, pause);
}

async function lookup(
  device: Device,
  { profile, expansion }: Extract<BaselineMethod, { kind: 'sid-lookup' }>,
  split: Split,
  { part, trie }: RankerEvaluation,
  vectors: ItemVectors,
  pause: Pause,
): Promise<Omit<MethodReport, 'seconds'>> {
  const { codebooks, quantized, normalized, sids } = await vectors.lookup();
  const retrieval = {
    ...{ part, trie, profile, expansion, fallback: FALLBACK },
    ...{ codebooks, quantized, normalized, index: buildTrie(sids) },
    units: await vectors.units(),
  };
  const { averageCandidates, emptyRate, fallbackRate, ...report } = await evaluateSidRetrieval(
    device,
    split,
    retrieval,
    pause,
  );
  const candidates = { expansion, average: averageCandidates, emptyRate, fallbackRate };
  return { ...report, candidates, seenTargets: 0 };
}
