import type { PolicyConfig } from '../../sid/policies/policy-config';
import type { PolicyReport } from '../../sid/policies/policy-report';
import type { PolicyResult } from '../../sid/policies/policy-result';
import type { LevelMetrics, SidMetrics } from '../../sid/types';
import type { Distance, QuantizerConfig } from '../config';
import type { LearnedRun, LevelResult } from '../results';

/** What a policy needs to know of a trained level. */
export type EncodedLevel = Pick<
  LevelResult,
  'codebookSize' | 'codes' | 'codebook' | 'residualEnergy' | 'meanCosine'
>;

export interface PolicyRequest {
  readonly policy: PolicyConfig;
  /** Of the run that the levels belong to: how its vectors were prepared. */
  readonly config: QuantizerConfig;
  /** The mean that the run subtracted, where it may not be the shard's own. */
  readonly center?: Float32Array | null;
  /**
   * The levels that the policy is for. They come with the call, because those on the screen need
   * not be those of the last run: L may have been lowered, or the last run stopped.
   */
  readonly levels: readonly EncodedLevel[];
  /** The encoder of a learned tokenizer; null for RQ-KMeans, and for a run stopped early. */
  readonly learned: Pick<LearnedRun, 'weights' | 'inputScale'> | null;
}

/** One level of the SIDs that a policy made. */
export interface PolicyLevel {
  readonly codebookSize: number;
  /** Length n. */
  readonly codes: Uint32Array;
  readonly metrics: LevelMetrics;
  /** Metrics of the SID cut after this level. */
  readonly sid: SidMetrics;
  /** As in `LevelResult`; a level that `suffix` adds leaves them as they were. */
  readonly residualEnergy: number;
  readonly meanCosine: number;
}

/** What a policy made of trained levels. They themselves are unchanged. */
export interface AppliedPolicy extends Pick<
  PolicyResult,
  'moved' | 'prefixChanges' | 'unplaced' | 'rounds'
> {
  readonly policy: PolicyConfig;
  /** As many as before; `suffix` adds one, which has no codebook. */
  readonly levels: readonly PolicyLevel[];
  readonly report: PolicyReport;
  /** By which the run assigns: the policy chose and costs by it. */
  readonly distance: Distance;
  /** Mean over the rows of the distance at the last trained level; null where no codeword changed. */
  readonly meanDistance: { readonly before: number; readonly after: number } | null;
  /** As in `QuantizerRun`, of the policy's codes; null where no codeword changed: it is the run's own. */
  readonly reconstruction: number | null;
  readonly seconds: number;
}

export interface PolicyProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
