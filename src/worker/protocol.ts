/** What the page and its two workers say to each other, by topic in `protocol/`, and the values that pass. */
export type { CallOptions, StepProgress } from './protocol/calls';
export type {
  CodesRequest,
  ConvertRequest,
  Converted,
  OpenedCodes,
} from './protocol/data-messages';
export type { DataApi } from './protocol/data-api';
export type { DeviceChoice, EngineInfo, QuantizerInUse } from './protocol/engine-facts';
export type {
  StartRequest,
  TrainMessage,
  CheckpointSummary,
  RunResult,
} from './protocol/engine-messages';
export type {
  RetrieverResult,
  RetrieverMessage,
  RetrieverSummary,
  DecodeRequest,
  TraceRequest,
  DecodeResult,
} from './protocol/retriever-messages';
export type { EngineApi } from './protocol/engine-api';

export type { CodesOptions } from '../dataset/codes/types';
export type { RemoteFacts } from '../dataset/remote/types';
export type { ResultTables, RunRow } from './sql/types';
export type { BesideKind, KeptThing, StorageReport } from './storage/types';
export type { DecodeTrace, TracedLevel } from '../retriever/decode/trace/types';
export type { MeasuredPlan, RetrieverRequest } from '../retriever/train/retriever-trainer';
export type { RetrieverProgress } from '../retriever/train/train-retriever';
export type {
  Agreement,
  EpochReport,
  LearnedRun,
  LevelResult,
  Plan,
  TrainProgress,
  Tuning,
} from '../quantizer/results';
export type { EmbeddingHitrate } from '../quantizer/hitrate/embedding-hitrate';
export type { MatchedPairs } from '../dataset/pairs/match-pairs';
export type { StatedOptions } from '../quantizer/encode/saved-quantizer';
export type { BaselineMethod, MethodReport } from '../retriever/baselines/evaluate-baseline';
export type { ForgeScore } from '../retriever/forge/score-output';
export type { AppliedPolicy } from '../quantizer/policies/types';
