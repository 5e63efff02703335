import type { BaselineRequest, MethodReport } from '../../retriever/baselines/evaluate-baseline';
import type { DecodeTrace } from '../../retriever/decode/trace/types';
import type { MeasuredPlan, RetrieverRequest } from '../../retriever/train/retriever-trainer';
import type { CallOptions, StepProgress } from './calls';
import type { QuantizerInUse } from './engine-facts';
import type {
  DecodeRequest,
  DecodeResult,
  RetrieverMessage,
  RetrieverResult,
  RetrieverSummary,
  TraceRequest,
  TrainRetrieverRequest,
} from './retriever-messages';

/** Retrieval in the engine worker: sequence models, and baselines beside them. */
export interface RetrieverApi {
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
  /**
   * Evaluates a method of retrieval that needs no trained model, on the leave-one-out split of the
   * histories. Only a SID lookup needs a quantizer, and only it and the nearest vectors a shard. Throws
   * `HISTORY_FEW_KNOWN`, `HISTORY_TOO_SHORT`, `RETRIEVAL_MEMORY`, `CANCELLED`.
   */
  evaluateBaseline(
    request: BaselineRequest & { readonly quantizer: QuantizerInUse | null },
    options?: CallOptions<StepProgress>,
  ): Promise<MethodReport>;
}
