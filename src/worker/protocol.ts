import type { ProblemDetail } from '../problem';
import type { DepthAgreement } from '../sid/agreement';
import type { LevelMetrics, SidMetrics, Sids } from '../sid/types';
import type { Histories } from '../dataset/histories/types';
import type { CodesAmong } from '../dataset/codes/codes-among';
import type { CodedItems, CodesOptions, ItemTexts } from '../dataset/codes/types';
import type { RetrieverConfig } from '../retriever/train/config';
import type { LossHistory } from '../retriever/train/state';
import type { RetrieverPlan } from '../retriever/train/plan';
import type { MeasuredPlan, RetrieverRequest } from '../retriever/train/retriever-trainer';
import type { RetrieverProgress, TrainedRetriever } from '../retriever/train/train-retriever';
import type { MatchedPairs } from '../dataset/pairs/match-pairs';
import type {
  DecodedRetriever,
  DecodeRequest as DecodeOfBytes,
} from '../retriever/decode/decode-retriever';
import type { TraceRequest as TraceOfBytes } from '../retriever/decode/trace/trace-decode';
import type { DecodeTrace } from '../retriever/decode/trace/types';
import type { RemoteFacts } from '../dataset/remote/types';
import type { OpenedShard, QueryResult, RowsQuery, Slice, SliceRequest } from '../dataset/types';
import type { BesideRequest, KeptDataset, KeptThing, StorageReport } from './storage/types';
import type { ResultTables } from './sql/types';
import type { AlternativesRequest } from '../quantizer/alternatives';
import type { QuantizerConfig } from '../quantizer/config';
import type { ReadCodes } from '../quantizer/read-run';
import type { Alternatives } from '../quantizer/export-alternatives';
import type { EmbeddingHitrate, HitrateRequest } from '../quantizer/hitrate/embedding-hitrate';
import type { StatedOptions } from '../quantizer/encode/saved-quantizer';
import type { BaselineRequest, MethodReport } from '../retriever/baselines/evaluate-baseline';
import type { ForgeScore } from '../retriever/forge/score-output';
import type { AppliedPolicy, PolicyRequest } from '../quantizer/policies/types';
import type {
  Agreement,
  EpochReport,
  LearnedRun,
  LevelResult,
  Plan,
  QuantizerRun,
  TrainProgress,
  Tuning,
} from '../quantizer/results';

export type { CodedItems, CodesOptions } from '../dataset/codes/types';
export type { RemoteFacts } from '../dataset/remote/types';
export type { ResultTables, RunRow } from './sql/types';
export type { BesideKind, KeptDataset, KeptThing, StorageReport } from './storage/types';
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
export type { AppliedPolicy, PolicyRequest } from '../quantizer/policies/types';

/** Options every call may take. They cross the worker boundary as messages, not as objects. */
export interface CallOptions<Progress = never> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface StepProgress {
  /** A sentence fragment in the present: "Reading vectors". */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** A row of items.parquet beside its codes: what the exporter needs. */
export interface ExportRequest {
  readonly ids: readonly string[];
  readonly codes: readonly Uint32Array[];
}

export interface CodesRequest extends CodesOptions {
  readonly files: readonly File[];
  /** Whether codes are given to the rows in use: never (unset), if each of them has one, or else it is a problem. */
  readonly onRows?: 'if-all' | 'all' | undefined;
  /** Refuse SIDs of more levels. */
  readonly mostLevels?: number;
}

/** A file to be written as another. */
export interface ConvertRequest extends CodesOptions {
  /** The file, and what stands beside one of codes. */
  readonly files: readonly File[];
  /** The name of the file to be written: it tells the format where `to` does not. */
  readonly out: string;
  readonly to: string | null;
  /** Tokens between two levels of FORGE's tokens as they are written. */
  readonly writeOffset?: number | undefined;
}

export interface Converted {
  /** The file, and its ids where it has no place for them. */
  readonly files: readonly { readonly name: string; readonly body: Blob }[];
  /** In words. */
  readonly summary: string;
}

/** Codes of a file, and what follows from them alone. */
export interface OpenedCodes extends CodedItems {
  /** One a level: its own metrics, and those of the SID cut after it. */
  readonly levels: readonly { readonly metrics: LevelMetrics; readonly sid: SidMetrics }[];
  /** Equal for the same items in the same order. */
  readonly fingerprint: string;
  /** How the rows in use came out; null where they were not asked for. */
  readonly matched: RowsWithCodes | null;
}

/** Rows in use that a file of codes knows. If all, its items here are these rows, in their order. */
export interface RowsWithCodes {
  readonly rows: number;
  readonly known: number;
}

export interface ForgeRequest {
  readonly file: File;
  /** Of the rows in use. */
  readonly sids: Sids;
  /** Added to the codes once a level in the predictions. */
  readonly offset: number;
}

/** The data worker: parsers, DuckDB, parquet-wasm. */
export interface DataApi {
  /**
   * Sniffs, reads the schema, guesses the mapping. Several files: shards with the same columns,
   * or `.npy` arrays of vectors and ids. Throws a Problem, and then the file before stays open.
   */
  open(file: File | readonly File[], options?: CallOptions<StepProgress>): Promise<OpenedShard>;
  /**
   * Takes the end of a channel to the document that may contact other origins (`src/fetcher`), through which
   * addresses are read from then on. It is transferred.
   */
  takeFetcher(port: MessagePort, options?: CallOptions): Promise<void>;
  /**
   * Looks at an address that a user has typed: nothing is opened. Throws `REMOTE_ADDRESS`, `REMOTE_HTTP`, and what
   * `Fetcher.look` throws.
   */
  lookAt(address: string, options?: CallOptions): Promise<RemoteFacts>;
  /**
   * Opens what was looked at, as `open` does; only what is needed of it is read, now and later, where the server
   * gives parts. Throws also what `Fetcher` throws, and so do later calls that read of it.
   */
  openRemote(facts: RemoteFacts, options?: CallOptions<StepProgress>): Promise<OpenedShard>;
  /**
   * Copies the files that are open into the browser's own storage. Throws `DATASET_QUOTA`,
   * `DATASET_STORAGE`, `CANCELLED`; nothing is kept then.
   */
  keepDataset(none?: undefined, options?: CallOptions<StepProgress>): Promise<KeptDataset>;
  /** Opens a kept dataset, as `open` does. Throws also `DATASET_GONE`. */
  openKept(id: string, options?: CallOptions<StepProgress>): Promise<OpenedShard>;
  /**
   * Copies histories or pairs beside a kept dataset, unless that very file is there. Throws
   * `DATASET_QUOTA`, `DATASET_STORAGE`; the one before stays then.
   */
  keepBeside(request: BesideRequest, options?: CallOptions): Promise<void>;
  /** The file that is kept beside a dataset; null for none. Throws `DATASET_STORAGE`. */
  keptBeside(
    request: Pick<BesideRequest, 'id' | 'kind'>,
    options?: CallOptions,
  ): Promise<File | null>;
  /** What the browser keeps in files for this page. Throws `DATASET_STORAGE`. */
  storageReport(none?: undefined, options?: CallOptions): Promise<StorageReport>;
  /** Deletes it from the browser's storage; what is open stays open. Throws `DATASET_STORAGE`. */
  forgetKept(thing: KeptThing, options?: CallOptions): Promise<void>;
  /** Decodes the vectors of the chosen rows of the last opened file. Throws a Problem. */
  slice(request: SliceRequest, options?: CallOptions<StepProgress>): Promise<Slice>;
  /** Which files are of SIDs and which of vectors; null unless one, and no more, holds SIDs without vectors. */
  codesAmong(files: readonly File[], options?: CallOptions): Promise<CodesAmong | null>;
  /**
   * Items by their codes, in any notation, with what stands beside them. Unless they are those of rows
   * in use (`onRows`), their ids are then the rows in use, for histories, and no file of items is open. Throws
   * `CODES_ROWS`, `CODES_LEVELS`, and the problems of `openCodes` of `dataset/codes`; nothing has changed then.
   */
  openCodes(request: CodesRequest, options?: CallOptions): Promise<OpenedCodes>;
  /**
   * Codes of the rows in use, by id, from such a file; nothing else changes. Throws `CODES_FILE`,
   * `CODES_ROWS` and the problems of opening a file.
   */
  codesOfRows(file: File, options?: CallOptions): Promise<CodedItems['sids']>;
  /** Titles and categories for the items in use, of a table without vectors; null where it has some. */
  itemTexts(file: File, options?: CallOptions): Promise<ItemTexts | null>;
  /** Whether a file holds user histories and no items. */
  holdsHistories(file: File, options?: CallOptions): Promise<boolean>;
  /** Reads user histories against the rows in use. On a Problem the ones before stay. */
  openHistories(file: File, options?: CallOptions): Promise<Histories>;
  /** The histories read last, against the rows now in use. */
  matchHistories(none?: undefined, options?: CallOptions): Promise<Histories>;
  /**
   * Pairs of item ids as pairs of the last slice's rows: `pairs` of an `.npz` as FORGE's, or an `.npy`.
   * Throws `PAIRS_FILE`, `PAIRS_UNKNOWN` and the problems of opening a file; nothing else changes.
   */
  pairsFromFile(file: File, options?: CallOptions<StepProgress>): Promise<MatchedPairs>;
  /** Whether a file is generation output of FORGE. */
  holdsForgeOutput(file: File, options?: CallOptions): Promise<boolean>;
  /**
   * Scores FORGE's `output.jsonl` against SIDs of the rows in use. Throws `FORGE_OUTPUT`, `FORGE_SIZE`,
   * `FORGE_EMPTY`.
   */
  scoreForgeOutput(request: ForgeRequest, options?: CallOptions): Promise<ForgeScore>;
  /**
   * Writes a file as another: SIDs between notations, vectors and histories between formats. What is open
   * stays so. Throws `CONVERT_TARGET`, `CONVERT_TEXT`, and the problems of reading the file.
   */
  convert(request: ConvertRequest, options?: CallOptions<StepProgress>): Promise<Converted>;
  /** Results that SQL may join with the file's columns: the tables `sids`, `buckets`, `codes` and `runs`. */
  giveResults(results: ResultTables, options?: CallOptions): Promise<void>;
  /**
   * Row numbers of the file that a query's rows name in `column`: the row number or another column of the
   * file. Ascending, each once. Throws `SQL_ERROR`.
   */
  rowsOfQuery(request: RowsQuery, options?: CallOptions): Promise<Uint32Array>;
  /** SQL over the opened tables. Throws `SQL_ERROR`. */
  query(sql: string, options?: CallOptions): Promise<QueryResult>;
  /** items.parquet: `item_id, c1..cL, code_str`. */
  exportItems(request: ExportRequest, options?: CallOptions): Promise<Uint8Array>;
  /** A Parquet file of `idName` and `codes list<int32>`. */
  exportSidLists(
    request: ExportRequest & { readonly idName: string },
    options?: CallOptions,
  ): Promise<Uint8Array>;
  /** How far two SID sets of the same items agree, for every depth. */
  sidAgreement(
    request: { readonly a: Sids; readonly b: Sids },
    options?: CallOptions,
  ): Promise<DepthAgreement[]>;
}

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

export interface StartRequest {
  readonly device: DeviceChoice;
  readonly tuning: Tuning | null;
}

export interface LoadRequest {
  readonly vectors: Float32Array;
  readonly rows: number;
  readonly dim: number;
}

/** A trained sequence model, and the device that made it. */
export interface RetrieverResult extends TrainedRetriever {
  readonly plan: RetrieverPlan;
  readonly seconds: number;
  readonly info: EngineInfo;
}

/** A training of a sequence model. */
export interface TrainRetrieverRequest extends RetrieverRequest {
  /**
   * Whether the browser keeps its checkpoints, so that the same call goes on after a reload; that of the
   * end too, so that the model is still there. One for the same histories and SIDs.
   */
  readonly keep?: boolean;
}

/** What a training of a sequence model tells on its way. */
export interface RetrieverMessage extends RetrieverProgress {
  /** The browser does not store the checkpoint; training goes on. */
  readonly checkpointProblem?: ProblemDetail;
}

/** Where a training of a sequence model stands that may be gone on with. */
export interface RetrieverSummary {
  readonly config: RetrieverConfig;
  /** Steps done. */
  readonly step: number;
  readonly history: LossHistory;
  /** What computed them. */
  readonly adapter: string;
  /** Whether the run ends with the same bits as one that was never stopped. */
  readonly isSameMachine: boolean;
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

/** Whom to decode for, and with what. */
export interface DecodeRequest extends Omit<DecodeOfBytes, 'model'> {
  /** A `model.safetensors`; of a file or blob no bytes pass through the caller. */
  readonly model: Blob | Uint8Array;
}

/** One of the users to decode for. */
export interface TraceRequest extends Omit<TraceOfBytes, 'model'> {
  readonly model: DecodeRequest['model'];
}

/** What a sequence model decoded, and the device that it ran on. */
export interface DecodeResult extends DecodedRetriever {
  readonly seconds: number;
  readonly info: EngineInfo;
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

/** A finished run, and the device that made it. */
export interface RunResult extends QuantizerRun {
  readonly info: EngineInfo;
}

/** The engine worker: all WebGPU, or the oracles where there is none. */
export interface EngineApi {
  start(request: StartRequest, options?: CallOptions): Promise<EngineInfo>;
  /** Replaces the shard; forgets trained levels. Vectors are transferred. */
  load(request: LoadRequest, options?: CallOptions): Promise<void>;
  /**
   * Pairs of related rows of the loaded shard, for contrastive training; they replace those of
   * before and are transferred. Returns the fingerprint by which a config names them.
   */
  loadPairs(request: PairsRequest, options?: CallOptions): Promise<string>;
  /** What `trainRetriever` takes: parameters, bytes, steps, and seconds an epoch from a trial. */
  planRetriever(request: RetrieverRequest, options?: CallOptions): Promise<MeasuredPlan>;
  /**
   * Trains a sequence model over SIDs on histories; needs no shard. A call that was cancelled, or lost
   * its device, is gone on with by the same call; of one that is finished nothing is left to do. Throws
   * `RETRIEVER_CONFIG`, `RETRIEVER_MEMORY`, `RETRIEVER_DIVERGED`, `HISTORY_FEW_KNOWN`,
   * `HISTORY_TOO_SHORT`.
   */
  trainRetriever(
    request: TrainRetrieverRequest,
    options?: CallOptions<RetrieverMessage>,
  ): Promise<RetrieverResult>;
  /**
   * The kept training on these histories and SIDs, finished or not; null for none. Throws
   * `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`, once for each.
   */
  keptRetriever(
    request: Pick<RetrieverRequest, 'histories' | 'sids'>,
    options?: CallOptions,
  ): Promise<RetrieverSummary | null>;
  /** Forgets it. */
  discardRetriever(
    request: Pick<RetrieverRequest, 'histories' | 'sids'>,
    options?: CallOptions,
  ): Promise<void>;
  /**
   * Takes up a training of this very request: the next `trainRetriever` goes on from there, to the same
   * bits. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`, `CHECKPOINT_DATA`, `CHECKPOINT_CONFIG`; nothing
   * changes then.
   */
  openRetrieverCheckpoint(
    request: RetrieverRequest & { readonly file: File },
    options?: CallOptions,
  ): Promise<RetrieverSummary>;
  /**
   * The last training of a sequence model as a `.safetensors` file, as it stood last after an epoch or
   * ten seconds; null before. It may be called while the model trains, and after it is finished.
   */
  saveRetrieverCheckpoint(none?: undefined, options?: CallOptions): Promise<Uint8Array | null>;
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
  /**
   * Decodes the held-out item of every user with a saved sequence model, greedily or by a beam, and
   * measures it; needs no shard. Throws `SAFETENSORS`, `RETRIEVER_MODEL`, `RETRIEVER_SHAPE`,
   * `RETRIEVER_NAN`, `RETRIEVER_METADATA`, `RETRIEVER_BEAM`, `RETRIEVER_MEMORY`,
   * `HISTORY_FEW_KNOWN`, `HISTORY_TOO_SHORT`.
   */
  decodeRetriever(
    request: DecodeRequest,
    options?: CallOptions<StepProgress>,
  ): Promise<DecodeResult>;
  /** Decodes one user's held-out item as `decodeRetriever` does, and tells what every level chose from. */
  traceDecode(request: TraceRequest, options?: CallOptions): Promise<DecodeTrace>;
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
  /**
   * Evaluates a method of retrieval that needs no trained model, on the leave-one-out split of the
   * histories. Only a SID lookup needs a quantizer, and only it and the nearest vectors a shard. Throws
   * `HISTORY_FEW_KNOWN`, `HISTORY_TOO_SHORT`, `RETRIEVAL_MEMORY`, `CANCELLED`.
   */
  evaluateBaseline(
    request: BaselineRequest & { readonly quantizer: QuantizerInUse | null },
    options?: CallOptions<StepProgress>,
  ): Promise<MethodReport>;
  /** For tests and the curious: bytes the engine holds on the device. */
  memory(
    none?: undefined,
    options?: CallOptions,
  ): Promise<{ readonly bytes: number; readonly buffers: number }>;
  /** Injects a device loss, as a driver reset would. Tests only. */
  loseDevice(none?: undefined, options?: CallOptions): Promise<void>;
}
