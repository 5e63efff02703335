import { create } from 'zustand';
import type { OpenedShard, QualityReport, Slice, SliceRequest } from '../../dataset/types';
import type { QuantizerConfig } from '../../quantizer/config';
import type { ProblemDetail } from '../../problem';
import type {
  Agreement,
  EngineInfo,
  EpochReport,
  LevelResult,
  Plan,
  TrainProgress,
} from '../../worker/protocol';
import type { CurvePoint } from './curve';
import type { PairsInUse } from './pairs';
import { initialDraft, type Draft } from './draft';
import type { Trained } from './reuse';
import type { Selection } from './selection';
import type { StoppedRun } from './stopped-run';

/** The rows in use. Their vectors belong to the engine. */
export interface SliceInUse extends Omit<Slice, 'vectors' | 'quality'> {
  /** Of the vectors; null where there are none. */
  readonly quality: QualityReport | null;
  /** What was asked for; the very object, so a changed request is another one. null without vectors. */
  readonly request: SliceRequest | null;
}

/** Whether what is in use are codes of a file alone: items with ids, and `dim` 0. */
export function lacksVectors({ slice }: Pick<WorkbenchState, 'slice'>): boolean {
  return slice !== null && slice.request === null;
}

export type EngineState =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly info: EngineInfo; readonly loaded: boolean }
  | { readonly status: 'failed'; readonly problem: ProblemDetail };

/** One piece of work that takes a while. */
export interface Job {
  readonly kind:
    | 'open'
    | 'keep'
    | 'slice'
    | 'pairs'
    | 'train'
    | 'check'
    | 'sweep'
    | 'policy'
    | 'hitrate'
    | 'encode'
    | 'codes'
    | 'retrieval'
    | 'forge'
    | 'proxies'
    | 'model-plan'
    | 'model'
    | 'decode';
  /** A sentence fragment in the present, with n/N where there is one. */
  readonly text: string;
  /** 0..1, or null while unknown. */
  readonly fraction: number | null;
  readonly etaSeconds: number | null;
  readonly cancel: () => void;
}

export type RunEnd = 'done' | 'paused' | 'cancelled' | 'failed';

/** A training run that has not ended. */
export interface Run {
  readonly config: QuantizerConfig;
  /** Levels of an earlier run that this one goes on from; they lead `levels`. */
  readonly kept: number;
  /** Finished ones. */
  readonly levels: readonly LevelResult[];
  /** The level in training, 1-based, and its figures. */
  readonly live: (NonNullable<TrainProgress['live']> & { readonly level: number }) | null;
  /** Of a learned tokenizer, one an epoch. */
  readonly epochs: readonly EpochReport[];
  /** Of the level in training, as far as messages told; its `history` has every iteration. */
  readonly curve: readonly CurvePoint[];
}

export interface WorkbenchState {
  readonly shard: OpenedShard | null;
  /** The next slice, as the Data panel has it. */
  readonly request: SliceRequest | null;
  readonly slice: SliceInUse | null;
  /** Pairs of rows in use that the engine holds for contrastive training. */
  readonly pairs: PairsInUse | null;
  readonly pairsProblem: ProblemDetail | null;
  readonly dataJob: Job | null;
  readonly dataProblem: ProblemDetail | null;

  readonly draft: Draft;
  /** Retrain as the sliders move. */
  readonly live: boolean;
  readonly plan: Plan | null;

  readonly engine: EngineState;
  readonly engineJob: Job | null;
  readonly engineProblem: ProblemDetail | null;
  readonly run: Run | null;
  /** Pause was pressed: the run stops at the end of its epoch. */
  readonly isPausing: boolean;
  /** A run that may go on. */
  readonly stopped: StoppedRun | null;
  /** How the last run ended; null before the first and while one runs. */
  readonly ended: RunEnd | null;
  readonly trained: Trained | null;
  readonly agreement: Agreement | null;

  readonly selection: Selection | null;
}

export const useWorkbench = create<WorkbenchState>()(() => ({
  shard: null,
  request: null,
  slice: null,
  pairs: null,
  pairsProblem: null,
  dataJob: null,
  dataProblem: null,
  draft: initialDraft(),
  live: false,
  plan: null,
  engine: { status: 'starting' },
  engineJob: null,
  engineProblem: null,
  run: null,
  isPausing: false,
  stopped: null,
  ended: null,
  trained: null,
  agreement: null,
  selection: null,
}));

/** The store outside React: actions read and write it here. */
export const getState = useWorkbench.getState;
export const setState = useWorkbench.setState;

export function select(selection: Selection | null): void {
  setState({ selection });
}

export function editDraft(change: Partial<Draft>): void {
  setState((state) => ({ draft: { ...state.draft, ...change } }));
}

/** Whether the Data panel asks for other rows than those in use. */
export function hasPendingRows({ request, slice }: WorkbenchState): boolean {
  return request !== null && request !== slice?.request;
}
