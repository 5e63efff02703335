import { oneOf, real, whole, wrong } from './option-values.mjs';

/** Options of --method rqvae and vqvae. Defaults are FORGE's, on standardised inputs. */
export const RQVAE_OPTIONS = {
  hidden: { type: 'string', default: '256,256' },
  'residual-encoder': { type: 'boolean', default: false },
  latent: { type: 'string', default: '64' },
  activation: { type: 'string', default: 'relu' },
  batch: { type: 'string', default: '2048' },
  'learning-rate': { type: 'string', default: '0.002' },
  'warmup-epochs': { type: 'string', default: '40' },
  'weight-decay': { type: 'string', default: '0.0001' },
  'clip-norm': { type: 'string', default: '0' },
  reconstruction: { type: 'string', default: 'mse' },
  commitment: { type: 'string', default: '0.5,0.5' },
  codebook: { type: 'string', default: 'gradient' },
  'ema-decay': { type: 'string', default: '0.99' },
  init: { type: 'string', default: 'kmeans' },
  'sinkhorn-rounds': { type: 'string', default: '5' },
  'sinkhorn-scale': { type: 'string', default: '10' },
  estimator: { type: 'string', default: 'straight-through' },
  'no-standardize': { type: 'boolean', default: false },
  'no-revival': { type: 'boolean', default: false },
  'shared-codebook': { type: 'boolean', default: false },
};

const MAX_WIDTH = 8192;

function commitmentOf(text) {
  const weights = text.split(',');
  if (weights.length !== 2) throw wrong(`--commitment ${text} is not two weights, W1,W2.`);
  return weights.map((weight) => real('commitment', weight, 0, 1e6));
}

/** The parts of `QuantizerConfig` (src/quantizer/config.ts) that these options decide. */
export function rqVaeConfigOf(values) {
  const hidden = values.hidden === '' ? [] : values.hidden.split(',');
  return {
    reviveDeadCodes: !values['no-revival'],
    ema: {
      batchRows: 1024,
      decay: real('ema-decay', values['ema-decay'], 0, 0.999999, true),
      epsilon: 1e-5,
    },
    rqvae: {
      hidden: hidden.map((width) => whole('hidden', width, 1, MAX_WIDTH)),
      residual: values['residual-encoder'],
      latentDim: whole('latent', values.latent, 1, MAX_WIDTH),
      activation: oneOf('activation', values.activation, ['relu', 'silu', 'gelu']),
      batchRows: whole('batch', values.batch, 1, 1_000_000),
      learningRate: real('learning-rate', values['learning-rate'], 0, 10, true),
      warmupEpochs: whole('warmup-epochs', values['warmup-epochs'], 0, 100_000),
      weightDecay: real('weight-decay', values['weight-decay'], 0, 10),
      clipNorm: real('clip-norm', values['clip-norm'], 0, 1e6),
      reconstruction: oneOf('reconstruction', values.reconstruction, ['mse', 'l1', 'cosine']),
      commitment: commitmentOf(values.commitment),
      codebook: oneOf('codebook', values.codebook, ['gradient', 'ema']),
      init: oneOf('init', values.init, ['kmeans', 'random']),
      sinkhornRounds: whole('sinkhorn-rounds', values['sinkhorn-rounds'], 0, 1000),
      sinkhornScale: real('sinkhorn-scale', values['sinkhorn-scale'], 0, 1000, true),
      estimator: oneOf('estimator', values.estimator, ['straight-through', 'rotation']),
      standardize: !values['no-standardize'],
      sharedCodebook: values['shared-codebook'],
      contrastive: null,
    },
  };
}
