import { oneOf, whole, wrong } from './option-values.mjs';
import { RQVAE_OPTIONS, rqVaeConfigOf } from './rqvae-options.mjs';

// The same bounds as src/quantizer/config.ts, which a plain Node script cannot import.
export const MAX_LEVELS = 8;
export const MAX_CODEBOOK_SIZE = 32_768;
const MAX_BEAM = 16;
/** Lloyd iterations, passes, epochs (FORGE's). */
const DEFAULT_ITERATIONS = {
  lloyd: '20',
  ema: '20',
  balanced: '20',
  rqvae: '150',
  pq: '20',
  opq: '20',
};
/** Names that --method and --methods take; --method takes vqvae as well. */
export const METHOD_NAMES = ['lloyd', 'ema', 'balanced', 'rqvae', 'pq', 'opq', 'fsq'];

/** How codebooks are trained: options of train and sweep. */
export const QUANTIZER_OPTIONS = {
  distance: { type: 'string', default: 'l2' },
  iterations: { type: 'string' },
  beam: { type: 'string', default: '1' },
  'train-beam': { type: 'string', default: '1' },
  center: { type: 'boolean', default: false },
  normalize: { type: 'boolean', default: false },
  ...RQVAE_OPTIONS,
};

/** As isL2Only of src/quantizer/config.ts. */
const L2_ONLY = ['balanced', 'opq', 'fsq'];

/** 0 for fsq, which trains nothing. */
export function iterationsOf(values, method) {
  if (method === 'fsq') return 0;
  return whole('iterations', values.iterations ?? DEFAULT_ITERATIONS[method], 1, 100_000);
}

/** Paths kept while encoding; 1 unless stated. */
export function beamWidth(values) {
  return whole('beam', values.beam ?? '1', 1, MAX_BEAM);
}

/** Beams search L2 residual levels only. */
function beamOf(values, methods) {
  const beam = beamWidth(values);
  const searches = methods.every((name) => name === 'lloyd' || name === 'ema');
  if (beam === 1 || (searches && values.distance === 'l2')) return beam;
  throw wrong('--beam goes with --method lloyd or ema and --distance l2.');
}

/** Levels of Lloyd by L2 alone are trained on the paths of a beam. */
function trainBeamOf(values, methods) {
  const paths = whole('train-beam', values['train-beam'], 1, MAX_BEAM);
  const isLloyd = methods.every((name) => name === 'lloyd');
  if (paths === 1 || (isLloyd && values.distance === 'l2')) return paths;
  throw wrong('--train-beam goes with --method lloyd and --distance l2.');
}

function distanceOf(values, methods) {
  const distance = oneOf('distance', values.distance, ['l2', 'cosine']);
  const only = methods.find((method) => L2_ONLY.includes(method));
  if (distance === 'l2' || !only) return distance;
  throw wrong(`--method ${only} assigns by L2: --distance cosine does not go with it.`);
}

/** The parts of `QuantizerConfig` (src/quantizer/config.ts) that all these methods share. */
export function sharedConfigOf(values, methods) {
  return {
    distance: distanceOf(values, methods),
    beam: beamOf(values, methods),
    trainBeam: trainBeamOf(values, methods),
    center: values.center,
    normalize: values.normalize,
    ...(methods.includes('rqvae') ? rqVaeConfigOf(values) : {}),
  };
}
