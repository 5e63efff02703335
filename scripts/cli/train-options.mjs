import { CONTRAST_OPTIONS, contrastiveOf } from './contrast-options.mjs';
import { inputOf } from './input-options.mjs';
import { oneOf, whole, wrong } from './option-values.mjs';
import { OUTPUT_OPTIONS, outputOf } from './output-options.mjs';
import {
  iterationsOf,
  MAX_CODEBOOK_SIZE,
  MAX_LEVELS,
  METHOD_NAMES,
  QUANTIZER_OPTIONS,
  sharedConfigOf,
} from './quantizer-options.mjs';

/** Options of `train` beside those of the file. */
export const TRAIN_OPTIONS = {
  levels: { type: 'string' },
  'codebook-size': { type: 'string', default: '256' },
  method: { type: 'string', default: 'lloyd' },
  ...QUANTIZER_OPTIONS,
  ...CONTRAST_OPTIONS,
  checkpoint: { type: 'string' },
  ...OUTPUT_OPTIONS,
};

/** The files besides the shard: the pairs that --contrastive trains on, and --checkpoint. */
export const trainFilesOf = ({ pairs, checkpoint }) => ({
  ...(pairs !== undefined && { pairs }),
  ...(checkpoint !== undefined && { checkpoint }),
});

/** K per level from `--levels` and `--codebook-size`. */
function codebookSizesOf(levelsText, sizesText) {
  const sizes = sizesText.split(',').map((k) => whole('codebook-size', k, 1, MAX_CODEBOOK_SIZE));
  const fallback = sizes.length > 1 ? String(sizes.length) : '3';
  const levels = whole('levels', levelsText ?? fallback, 1, MAX_LEVELS);
  if (sizes.length === 1) return Array.from({ length: levels }, () => sizes[0]);
  if (sizes.length === levels) return sizes;
  throw wrong(`--codebook-size gives ${sizes.length} sizes for ${levels} levels.`);
}

/** VQ-VAE is an RQ-VAE of one level. */
function methodOf(values) {
  const name = oneOf('method', values.method, [...METHOD_NAMES, 'vqvae']);
  const isOne = name === 'vqvae';
  if (isOne && values.levels !== undefined && values.levels !== '1') {
    throw wrong('--method vqvae has one level; rqvae has several.');
  }
  return {
    method: isOne ? 'rqvae' : name,
    codebookSizes: codebookSizesOf(isOne ? '1' : values.levels, values['codebook-size']),
  };
}

/** The `TrainRequest` of src/headless/request.ts. */
export function trainRequestOf(values) {
  const { method, codebookSizes } = methodOf(values);
  if (method === 'fsq' && values.iterations !== undefined) {
    throw wrong('--method fsq trains nothing: --iterations does not go with it.');
  }
  const input = inputOf(values);
  if (method === 'fsq' && values.checkpoint !== undefined) {
    throw wrong('--method fsq trains nothing: --checkpoint does not go with it.');
  }
  return {
    ...input,
    config: {
      ...{ method, codebookSizes, seed: input.seed },
      iterations: iterationsOf(values, method),
      ...sharedConfigOf(values, [method]),
    },
    contrastive: contrastiveOf(values, method),
    checkpoint: values.checkpoint !== undefined,
    // Whether there is a file to go on from is found out when the command runs.
    goOn: false,
    ...outputOf(values),
  };
}
