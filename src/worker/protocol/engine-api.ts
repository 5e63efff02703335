import type { AlternativesRequest } from '../../quantizer/alternatives';
import type { QuantizerConfig } from '../../quantizer/config';
import type { Alternatives } from '../../quantizer/export-alternatives';
import type { EmbeddingHitrate, HitrateRequest } from '../../quantizer/hitrate/embedding-hitrate';
import type { AppliedPolicy, PolicyRequest } from '../../quantizer/policies/types';
import type { ReadCodes } from '../../quantizer/read-run';
import type { Agreement, Plan, QuantizerRun } from '../../quantizer/results';
import type { Sids } from '../../sid/types';
import type { CallOptions, StepProgress } from './calls';
import type { EngineInfo, QuantizerInUse } from './engine-facts';
import type {
  CheckpointRequest,
  CheckpointSummary,
  EncodeRequest,
  LoadRequest,
  PairsRequest,
  RunResult,
  StartRequest,
  TrainMessage,
} from './engine-messages';
import type { RetrieverApi } from './retriever-api';

/** The engine worker: all WebGPU, or the oracles where there is none. */
export interface EngineApi extends RetrieverApi {
  start(request: StartRequest, options?: CallOptions): Promise<EngineInfo>;
  /** Replaces the shard; forgets trained levels. Vectors are transferred. */
  load(request: LoadRequest, options?: CallOptions): Promise<void>;
  /**
   * Pairs of related rows of the loaded shard, for contrastive training; they replace those of
   * before and are transferred. Returns the fingerprint by which a config names them.
   */
  loadPairs(request: PairsRequest, options?: CallOptions): Promise<string>;
  plan(config: QuantizerConfig, options?: CallOptions): Promise<Plan>;
  /**
   * A run that stops before its end, however it does, is stored with the browser and may be resumed in another tab or after a reload. Throws a Problem, `CANCELLED`, `PAUSED`.
   */
  train(config: QuantizerConfig, options?: CallOptions<TrainMessage>): Promise<RunResult>;
  /**
   * Takes over a run that was finished on the loaded vectors before a reload: it can be checked, and levels
   * of k-means are trained on from there.
   */
  adopt(run: QuantizerRun, options?: CallOptions): Promise<void>;
  /**
   * Stops a learned run at the end of the epoch in hand; its `train` then throws `PAUSED`. Called right
   * after `train` it is a step of one epoch.
   */
  pause(none?: undefined, options?: CallOptions): Promise<void>;
  /**
   * Takes up a run, with its pairs where it has some: the next `train` of its config goes on from there. Throws
   * `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`, `CHECKPOINT_DATA`, `CHECKPOINT_CONFIG`; nothing changes then.
   */
  openCheckpoint(request: CheckpointRequest, options?: CallOptions): Promise<CheckpointSummary>;
  /**
   * The stored run on the loaded vectors, a learned one before any other; null for none. Throws
   * `CHECKPOINT_*`, once for each.
   */
  interruptedRun(none?: undefined, options?: CallOptions): Promise<CheckpointSummary | null>;
  /** Takes that run up, as `openCheckpoint` does. */
  resumeInterrupted(config: QuantizerConfig, options?: CallOptions): Promise<CheckpointSummary>;
  /** Forgets the stored run of this config's kind, and where the last such run stands. */
  discardCheckpoint(config: QuantizerConfig, options?: CallOptions): Promise<void>;
  /**
   * The last run of this config where it stands, as a `.safetensors` file; null where it stands nowhere,
   * or another of its kind has run since. It may be called while the run trains.
   */
  saveCheckpoint(config: QuantizerConfig, options?: CallOptions): Promise<Uint8Array | null>;
  /** Encodes the shard with a saved quantizer; trains and changes nothing. Throws a Problem. */
  encode(request: EncodeRequest, options?: CallOptions<StepProgress>): Promise<RunResult>;
  checkAgainstCpu(
    request: { readonly maxRows: number },
    options?: CallOptions<StepProgress>,
  ): Promise<Agreement>;
  /**
   * Resolves the collisions of trained levels; trains and changes nothing. Throws a Problem, and
   * `CANCELLED` within 250 ms of a cancel.
   */
  applyPolicy(request: PolicyRequest, options?: CallOptions<StepProgress>): Promise<AppliedPolicy>;
  /** The nearest other codes of every row at every level of a run; changes nothing. Throws a Problem. */
  alternativeCodes(
    request: AlternativesRequest,
    options?: CallOptions<StepProgress>,
  ): Promise<Alternatives>;
  /** How often a related item is among the nearest, of raw vectors and of reconstructions. */
  embeddingHitrate(
    request: HitrateRequest & Pick<PolicyRequest, 'config' | 'center'>,
    options?: CallOptions<StepProgress>,
  ): Promise<EmbeddingHitrate>;
  /** Forgets the shard: what is on the page has no vectors. */
  unload(none?: undefined, options?: CallOptions): Promise<void>;
  /** The loaded shard's run of codes that a file has. Throws `CANCELLED`. */
  readRun(request: ReadCodes, options?: CallOptions): Promise<RunResult>;
  /** Codebooks for codes whose own are not at hand: means of what the levels before left. */
  refitCodebooks(
    request: { readonly config: QuantizerConfig; readonly sids: Sids },
    options?: CallOptions,
  ): Promise<QuantizerInUse['levels']>;
  /** For tests and the curious: bytes the engine holds on the device. */
  memory(
    none?: undefined,
    options?: CallOptions,
  ): Promise<{ readonly bytes: number; readonly buffers: number }>;
  /** Injects a device loss, as a driver reset would. Tests only. */
  loseDevice(none?: undefined, options?: CallOptions): Promise<void>;
}
