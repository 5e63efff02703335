import { Problem } from '../../problem';
import { t5Preset, type T5Config } from '../t5/config';

/** How a sequence model over SIDs is trained. Equal configs on equal data and device: equal bits. */
export interface RetrieverConfig {
  /** Its vocabulary is told by the SIDs. */
  readonly model: Omit<T5Config, 'vocabSize'>;
  /** Users are hashed into as many tokens; 0 leaves them out. */
  readonly userBuckets: number;
  /** Items of a history that the model reads, the latest. */
  readonly maxItems: number;
  readonly epochs: number;
  /** Samples a forward pass holds. */
  readonly batchSize: number;
  /** Forward passes whose gradients make one step. */
  readonly accumulate: number;
  /** AdamW's peak; half a cosine to 0. */
  readonly learningRate: number;
  /** Share of the steps that climb to it. */
  readonly warmUp: number;
  readonly weightDecay: number;
  /** Largest norm over all gradients; 0 for none. */
  readonly clipNorm: number;
  /** Share of the goal spread evenly over the vocabulary. */
  readonly labelSmoothing: number;
  readonly seed: number;
}

export const DEFAULT_RETRIEVER: RetrieverConfig = {
  model: t5Preset('tiny', 0),
  userBuckets: 0,
  maxItems: 20,
  epochs: 30,
  batchSize: 64,
  accumulate: 1,
  learningRate: 3e-3,
  warmUp: 0.05,
  weightDecay: 0.01,
  clipNorm: 1,
  labelSmoothing: 0,
  seed: 0,
};

/** Attention reads heads as vec4. */
const HEAD_ALIGN = 4;

/** Throws `RETRIEVER_CONFIG` for settings that no model can be built or trained with. */
export function checkRetrieverConfig(config: RetrieverConfig): void {
  const { model, warmUp, labelSmoothing, learningRate } = config;
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least;
  const share = (value: number) => value >= 0 && value < 1;
  const sizes = ['dModel', 'dKv', 'numHeads', 'dFf', 'numLayers', 'numDecoderLayers'] as const;
  for (const name of sizes) {
    if (!whole(model[name], 1)) throw wrong(`${name} is ${model[name]}`, 'Choose 1 or more.');
  }
  for (const name of ['maxItems', 'epochs', 'batchSize', 'accumulate'] as const) {
    if (!whole(config[name], 1)) throw wrong(`${name} is ${config[name]}`, 'Choose 1 or more.');
  }
  if (model.dKv % HEAD_ALIGN !== 0) {
    throw wrong(`heads have ${model.dKv} columns`, `Choose a multiple of ${HEAD_ALIGN}.`);
  }
  if (!whole(config.userBuckets, 0)) {
    throw wrong(`userBuckets is ${config.userBuckets}`, 'Choose 0 or more; TIGER has 2,000.');
  }
  if (!(learningRate > 0) || !Number.isFinite(learningRate)) {
    throw wrong(`the learning rate is ${learningRate}`, 'Choose 0.003 or so.');
  }
  if (!share(model.dropout) || !share(warmUp) || !share(labelSmoothing)) {
    throw wrong(
      `dropout ${model.dropout}, warm-up ${warmUp} or label smoothing ${labelSmoothing} is no share`,
      'Choose values from 0 to below 1.',
    );
  }
  if (!(config.weightDecay >= 0) || !(config.clipNorm >= 0)) {
    throw wrong(
      `weight decay is ${config.weightDecay}, the largest gradient norm ${config.clipNorm}`,
      'Choose 0 or more.',
    );
  }
}

function wrong(what: string, hint: string): Problem {
  return new Problem('RETRIEVER_CONFIG', `This model cannot be trained: ${what}.`, hint);
}
