import type { ProblemDetail } from '../../problem';
import type { QuantizerConfig } from '../../quantizer/config';
import type { StatedOptions } from '../../quantizer/encode/saved-quantizer';
import type { EpochReport, QuantizerRun, TrainProgress, Tuning } from '../../quantizer/results';
import type { DeviceChoice, EngineInfo } from './engine-facts';

export interface StartRequest {
  readonly device: DeviceChoice;
  readonly tuning: Tuning | null;
  /**
   * Whether vectors are going to be quantized: their kernels are then tried and compiled at once. Without
   * it quantizing works too, but slowly. True by default.
   */
  readonly quantizes?: boolean;
}

export interface LoadRequest {
  readonly vectors: Float32Array;
  readonly rows: number;
  readonly dim: number;
}

export interface PairsRequest {
  /** [n][2] rows of the loaded shard. */
  readonly pairs: Uint32Array;
}

/** A shard to be encoded with a saved quantizer. */
export interface EncodeRequest {
  /** `codebooks.npz`, or the `model.safetensors` of a learned tokenizer. */
  readonly file: File;
  readonly stated: StatedOptions;
}

export interface CheckpointRequest {
  readonly file: File;
  /** The checkpoint must be of this config; null: of any. */
  readonly config: QuantizerConfig | null;
}

/** What a training tells on its way. */
export interface TrainMessage extends TrainProgress {
  /** The browser does not store the run's checkpoint; training goes on. */
  readonly checkpointProblem?: ProblemDetail;
}

/** Where a run stands that goes on from a checkpoint. */
export interface CheckpointSummary {
  readonly config: QuantizerConfig;
  /** Of a learned run, one an epoch that is done. */
  readonly history: readonly EpochReport[];
  /** In training, 1-based; null for a learned run, and where all are finished. */
  readonly level: number | null;
  /** Pairs that a contrastive run brought with it. */
  readonly pairs: number;
  /** What computed it. */
  readonly adapter: string;
  /** Whether the run ends with the same bits as one that was never stopped. */
  readonly isSameMachine: boolean;
}

/** A finished run, and the device that made it. */
export interface RunResult extends QuantizerRun {
  readonly info: EngineInfo;
}
