import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import {
  firstWrong,
  isBoolean,
  isCount,
  isNumber,
  isOf,
  isWhole,
  parseObject,
  type Check,
} from '../../../dataset/checkpoint/json-checks';
import { DEFAULT_RETRIEVER, type RetrieverConfig } from '../config';

type Checks<Settings> = Readonly<Record<keyof Settings, Check>>;
type Values = Readonly<Record<string, unknown>>;
type Model = RetrieverConfig['model'];

/** More than any model has that a browser trains; a reader builds as many names. */
const MAX_LAYERS = 1024;
const isLayers: Check = (value) => isCount(value) && (value as number) <= MAX_LAYERS;

const MODEL: Checks<Model> = {
  dModel: isCount,
  dKv: isCount,
  numHeads: isCount,
  dFf: isCount,
  numLayers: isLayers,
  numDecoderLayers: isLayers,
  relativeAttentionBuckets: isCount,
  relativeAttentionMaxDistance: isCount,
  feedForward: isOf('relu', 'gated-gelu'),
  tieWordEmbeddings: isBoolean,
  layerNormEpsilon: isNumber,
  dropout: isNumber,
  padId: isWhole,
  decoderStartId: isWhole,
  eosId: isWhole,
};

const TRAINING: Checks<Omit<RetrieverConfig, 'model'>> = {
  userBuckets: isWhole,
  maxItems: isCount,
  epochs: isCount,
  batchSize: isCount,
  accumulate: isCount,
  learningRate: isNumber,
  warmUp: isNumber,
  weightDecay: isNumber,
  clipNorm: isNumber,
  labelSmoothing: isNumber,
  seed: isWhole,
};

/** The config of a checkpoint: every setting is there and possible. Throws `CHECKPOINT_FORMAT`. */
export function parseTraining(file: string, json: string | undefined): RetrieverConfig {
  const saved = parseObject(json);
  if (!saved) throw unreadable(file, 'its config is no JSON object');
  // Settings that a later version adds have their defaults.
  const all: Values = { ...DEFAULT_RETRIEVER, ...saved };
  const model: Values = { ...DEFAULT_RETRIEVER.model, ...(saved['model'] as object | undefined) };
  const wrong = firstWrong(all, TRAINING) ?? firstWrong(model, MODEL, 'model.');
  if (wrong !== null) throw unreadable(file, `its ${wrong} is missing or not possible`);
  return { ...only<Omit<RetrieverConfig, 'model'>>(all, TRAINING), model: only(model, MODEL) };
}

/** The settings that are checked; a file may hold others. */
function only<Settings>(values: Values, checks: Checks<Settings>): Settings {
  return Object.fromEntries(Object.keys(checks).map((name) => [name, values[name]])) as Settings;
}
