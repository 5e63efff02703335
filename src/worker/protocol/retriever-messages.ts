import type { ProblemDetail } from '../../problem';
import type {
  DecodeRequest as DecodeOfBytes,
  DecodedRetriever,
} from '../../retriever/decode/decode-retriever';
import type { TraceRequest as TraceOfBytes } from '../../retriever/decode/trace/trace-decode';
import type { RetrieverConfig } from '../../retriever/train/config';
import type { RetrieverPlan } from '../../retriever/train/plan';
import type { RetrieverRequest } from '../../retriever/train/retriever-trainer';
import type { LossHistory } from '../../retriever/train/state';
import type { RetrieverProgress, TrainedRetriever } from '../../retriever/train/train-retriever';
import type { EngineInfo } from './engine-facts';

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
