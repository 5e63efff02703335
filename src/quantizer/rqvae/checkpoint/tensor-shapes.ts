import type { NamedShape } from '../../../dataset/checkpoint/sealed-file';
import type { QuantizerConfig } from '../../config';
import { stepCounts } from '../step-counts';
import type { CheckpointData } from './types';

/** K of the codebooks that a model owns: one for all levels where they share it. */
export function ownSizes({ codebookSizes, rqvae }: QuantizerConfig): readonly number[] {
  return rqvae.sharedCodebook ? codebookSizes.slice(0, 1) : codebookSizes;
}

/** The parameters of the model that `createModel` builds of this config. */
export function parameterShapes(config: QuantizerConfig, data: CheckpointData): NamedShape[] {
  const { hidden, latentDim } = config.rqvae;
  const encoder = [data.dim, ...hidden, latentDim];
  const { batchPairs } = stepCounts(data.rows, config.iterations, config.rqvae, data.pairs);
  const scales = batchPairs > 0 ? ['pair', 'cross', 'self'] : [];
  return [
    ...layers('encoder', encoder),
    ...layers('decoder', encoder.toReversed()),
    ...ownSizes(config).map((codes, l) => ({ name: `codebook.${l}`, shape: [codes, latentDim] })),
    ...scales.map((name) => ({ name: `contrast.${name}.logScale`, shape: [1] })),
  ];
}

function layers(name: string, widths: readonly number[]): NamedShape[] {
  return widths.slice(1).flatMap((outputs, at) => [
    { name: `${name}.${at}.weight`, shape: [outputs, widths[at] ?? 0] },
    { name: `${name}.${at}.bias`, shape: [outputs] },
  ]);
}

/** Sizes and totals of the moving averages of each codebook; none where it follows its gradient. */
export function averageShapes(config: QuantizerConfig): (readonly [NamedShape, NamedShape])[] {
  const { codebook, latentDim } = config.rqvae;
  if (codebook !== 'ema') return [];
  return ownSizes(config).map((codes, l) => [
    { name: `ema.${l}.size`, shape: [codes] },
    { name: `ema.${l}.total`, shape: [codes, latentDim] },
  ]);
}

/** Pairs of rows of a contrastive run. */
export const pairsShape = ({ pairs }: CheckpointData): NamedShape => ({
  name: 'pairs',
  shape: [pairs, 2],
});
