import type { Step } from '../../nn/step';
import type { Sids } from '../../sid/types';
import type { Histories } from '../split/histories';
import { isOfTraining, requireTraining } from './checkpoint/match-checkpoint';
import { retrieverData } from './checkpoint/retriever-data';
import type { RetrieverCheckpoint } from './checkpoint/types';
import { checkRetrieverConfig, type RetrieverConfig } from './config';
import { measureEpoch, planRetriever, type RetrieverPlan } from './plan';
import { prepareTraining } from './prepare';
import { trainRetriever, type RetrieverJob, type TrainedRetriever } from './train-retriever';
import { trainingData } from './training-data';

export interface RetrieverRequest {
  /** As matched against the items of `sids`: `NO_ROW` where it lacks one. */
  readonly histories: Histories;
  readonly sids: Sids;
  readonly config: RetrieverConfig;
}

export interface MeasuredPlan extends RetrieverPlan {
  /** From a trial, validation apart. */
  readonly secondsPerEpoch: number;
}

interface RetrieverTraining extends Pick<RetrieverJob, 'signal' | 'onProgress'> {
  /** After every epoch and every ten seconds. */
  readonly onCheckpoint?: (checkpoint: RetrieverCheckpoint) => void;
}

/** Trains sequence models, and goes on where a run of the same request was stopped. */
export class RetrieverTrainer {
  #checkpoint: RetrieverCheckpoint | null = null;

  /** The last run where it may be gone on with; a finished one at its end. null before its first. */
  get checkpoint(): RetrieverCheckpoint | null {
    return this.#checkpoint;
  }

  /**
   * The next training of this request goes on from the checkpoint; `file` names it in messages. Throws
   * `CHECKPOINT_DATA`, `CHECKPOINT_CONFIG`; nothing changes then.
   */
  takeUp(
    file: string,
    checkpoint: RetrieverCheckpoint,
    { histories, sids, config }: RetrieverRequest,
  ): void {
    requireTraining(file, checkpoint, { config, data: retrieverData(histories, sids) });
    this.#checkpoint = checkpoint;
  }

  forgetCheckpoint(): void {
    this.#checkpoint = null;
  }

  /** Throws what training would refuse: `RETRIEVER_CONFIG`, `RETRIEVER_MEMORY`, `HISTORY_...`. */
  async plan(run: Step, { histories, sids, config }: RetrieverRequest): Promise<MeasuredPlan> {
    checkRetrieverConfig(config);
    const data = trainingData(histories, sids, config);
    const plan = planRetriever(config, data, run.device.info);
    await prepareTraining(run.device, config);
    return { ...plan, secondsPerEpoch: await measureEpoch(run, config, data) };
  }

  /** Throws the same, `CANCELLED`, `GPU_LOST` and `RETRIEVER_DIVERGED`. */
  async train(
    run: Step,
    request: RetrieverRequest,
    { signal, onProgress, onCheckpoint }: RetrieverTraining,
  ): Promise<TrainedRetriever & { readonly plan: RetrieverPlan }> {
    const { histories, sids, config } = request;
    checkRetrieverConfig(config);
    const data = trainingData(histories, sids, config);
    const plan = planRetriever(config, data, run.device.info);
    await prepareTraining(run.device, config);
    const asked = { config, data: retrieverData(histories, sids) };
    const before = this.#checkpoint;
    const trained = await trainRetriever({
      ...{ run, config, data, signal, onProgress },
      resume: before && isOfTraining(before, asked) ? before.state : null,
      onState: (state) => {
        this.#checkpoint = { ...asked, adapter: run.device.info.name, state };
        onCheckpoint?.(this.#checkpoint);
      },
    });
    return { ...trained, plan };
  }
}
