import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import {
  firstWrong,
  isBoolean,
  isCount,
  isCounts,
  isNumber,
  isOf,
  isText,
  isWhole,
  parseObject,
  type Check,
} from '../../dataset/checkpoint/json-checks';
import { unreadable } from '../../dataset/checkpoint/checkpoint-problem';

type Checks<Settings> = Readonly<Record<keyof Settings, Check>>;
type Values = Readonly<Record<string, unknown>>;

const CONFIG: Checks<Omit<QuantizerConfig, 'ema' | 'rqvae'>> = {
  // FSQ trains nothing that could be gone on with.
  method: isOf('lloyd', 'ema', 'balanced', 'rqvae', 'pq', 'opq'),
  distance: isOf('l2', 'cosine'),
  codebookSizes: (value) => isCounts(value) && (value as number[]).length > 0,
  iterations: isCount,
  seed: isWhole,
  center: isBoolean,
  normalize: isBoolean,
  reviveDeadCodes: isBoolean,
  beam: isCount,
  trainBeam: isCount,
};

const EMA: Checks<QuantizerConfig['ema']> = {
  batchRows: isCount,
  decay: isNumber,
  epsilon: isNumber,
};

const CONTRASTIVE: Checks<NonNullable<QuantizerConfig['rqvae']['contrastive']>> = {
  pairs: isText,
  batchPairs: isCount,
  pairsPerItem: isNumber,
};

const RQVAE: Checks<QuantizerConfig['rqvae']> = {
  hidden: isCounts,
  residual: isBoolean,
  latentDim: isCount,
  activation: isOf('relu', 'silu', 'gelu'),
  batchRows: isCount,
  learningRate: isNumber,
  warmupEpochs: isNumber,
  weightDecay: isNumber,
  clipNorm: isNumber,
  reconstruction: isOf('mse', 'l1', 'cosine'),
  commitment: (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber),
  codebook: isOf('gradient', 'ema'),
  init: isOf('kmeans', 'random'),
  sinkhornRounds: isWhole,
  sinkhornScale: isNumber,
  estimator: isOf('straight-through', 'rotation'),
  standardize: isBoolean,
  sharedCodebook: isBoolean,
  contrastive: (value) => value === null || firstWrong(objectOf(value), CONTRASTIVE) === null,
};

/** The config of a checkpoint: every setting is there and possible. Throws `CHECKPOINT_FORMAT`. */
export function parseConfig(file: string, json: string | undefined): QuantizerConfig {
  const saved = parseObject(json);
  if (!saved) throw unreadable(file, 'its config is no JSON object');
  // Settings that a later version adds have their defaults.
  const all: Values = { ...DEFAULT_CONFIG, ...saved };
  const ema: Values = { ...DEFAULT_CONFIG.ema, ...objectOf(saved['ema']) };
  const rqvae: Values = { ...DEFAULT_CONFIG.rqvae, ...objectOf(saved['rqvae']) };
  const wrong =
    firstWrong(all, CONFIG) ?? firstWrong(ema, EMA, 'ema.') ?? firstWrong(rqvae, RQVAE, 'rqvae.');
  if (wrong !== null) throw unreadable(file, `its ${wrong} is missing or not possible`);
  return {
    ...only<Omit<QuantizerConfig, 'ema' | 'rqvae'>>(all, CONFIG),
    ema: only<QuantizerConfig['ema']>(ema, EMA),
    rqvae: only<QuantizerConfig['rqvae']>(rqvae, RQVAE),
  };
}

function objectOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

/** The settings that are checked; a file may hold others. */
function only<Settings>(values: Values, checks: Checks<Settings>): Settings {
  return Object.fromEntries(Object.keys(checks).map((name) => [name, values[name]])) as Settings;
}
