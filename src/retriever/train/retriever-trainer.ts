import type { Step } from '../../nn/step';
import { fingerprintOf } from '../../dataset/fingerprint';
import type { Sids } from '../../sid/types';
import type { Histories } from '../split/histories';
import { checkRetrieverConfig, type RetrieverConfig } from './config';
import { measureEpoch, planRetriever, type RetrieverPlan } from './plan';
import { prepareTraining } from './prepare';
import type { RetrieverState } from './state';
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

/** Trains sequence models, and goes on where a run of the same request was stopped. */
export class RetrieverTrainer {
  #checkpoint: { readonly key: string; readonly state: RetrieverState } | null = null;

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
    { signal, onProgress }: Pick<RetrieverJob, 'signal' | 'onProgress'>,
  ): Promise<TrainedRetriever & { readonly plan: RetrieverPlan }> {
    const { histories, sids, config } = request;
    checkRetrieverConfig(config);
    const data = trainingData(histories, sids, config);
    const plan = planRetriever(config, data, run.device.info);
    await prepareTraining(run.device, config);
    const key = keyOf(request);
    const trained = await trainRetriever({
      ...{ run, config, data, signal, onProgress },
      resume: this.#checkpoint?.key === key ? this.#checkpoint.state : null,
      onState: (state) => {
        this.#checkpoint = { key, state };
      },
    });
    this.#checkpoint = null;
    return { ...trained, plan };
  }
}

/** Everything that decides the outcome. */
function keyOf({ histories, sids, config }: RetrieverRequest): string {
  const { starts, rows } = histories;
  const data = [starts, rows, ...sids.codes].map((values) => fingerprintOf(values, 1));
  return JSON.stringify([config, sids.codebookSizes, data]);
}
