import type { QuantizerConfig } from '../../quantizer/config';
import type { LearnedRun, LevelResult, Tuning } from '../../quantizer/results';

export type DeviceChoice = 'auto' | 'webgpu' | 'cpu';

export interface EngineInfo {
  readonly device: 'webgpu' | 'cpu';
  /** Plain words: "Google SwiftShader (software)", "CPU, one thread, Float64 sums". */
  readonly adapter: string;
  readonly software: boolean;
  /** For the have/need table and the report. */
  readonly limits: Readonly<Record<string, number>>;
  readonly features: readonly string[];
  /** The assign variant the trial chose, and what each reached (GFLOP/s); null on the CPU. */
  readonly tuning: Tuning | null;
}

/** A finished run on vectors, as far as retrieval looks items up with it. */
export interface QuantizerInUse {
  readonly config: QuantizerConfig;
  /** Without a level that a policy added: it has no codebook. */
  readonly levels: readonly Pick<LevelResult, 'codebookSize' | 'codes' | 'codebook'>[];
  readonly learned: LearnedRun | null;
  /** The mean that was subtracted; null where it is the shard's own, or none was. */
  readonly center: Float32Array | null;
}
