import type { NamedTensor } from '../../dataset/formats/safetensors-write';
import type { FitState } from '../fit';
import type { RotationState } from '../opq/rotate-product';
import { unpad } from '../vectors';
import { float64Tensors } from './float64-parts';
import { fitShapes, levelShapes, paddedDim, rotationShapes } from './levels-shapes';
import type { LevelsCheckpoint } from './types';

/**
 * What the file of a run that trains level by level holds: `levels.<l>.codebook` [K, dim] and
 * `levels.<l>.codes` [n], whole numbers, of every finished level; `fit.codewords` [K, dim] of the level in
 * training, with `fit.size` and `fit.total` of moving averages and `fit.prices` under a capacity; of OPQ
 * `rotation.matrix` [dim, dim] and `rotation.<l>.codewords`, doubles in three parts.
 */
export function levelsParts({ config, data, levels }: LevelsCheckpoint) {
  const { rows, dim } = data;
  const { finished, fit, rotation } = levels;
  const tensors: NamedTensor[] = [
    ...finished.flatMap(({ codebook, codes }, l) => {
      const shapes = levelShapes(config.codebookSizes[l]!, rows, dim, l);
      return [
        { ...shapes.codebook, data: codebook },
        { ...shapes.codes, data: Float32Array.from(codes) },
      ];
    }),
    ...(fit ? fitTensors(fit, fitShapes(config, config.codebookSizes[finished.length]!, dim)) : []),
    ...(rotation ? rotationTensors(rotation, config.codebookSizes) : []),
  ];
  const progress = {
    finished: finished.map(({ residualEnergy, meanCosine, history, revived, seconds }) => ({
      ...{ residualEnergy, meanCosine, history, revived, seconds },
    })),
    fit: fit && { iteration: fit.iteration, history: fit.history, revived: fit.revived },
    rotation: rotation && { iteration: rotation.iteration, histories: rotation.histories },
  };
  return { tensors, progress };
}

function fitTensors(fit: FitState, shapes: ReturnType<typeof fitShapes>): NamedTensor[] {
  const { codewords, size, total, prices } = shapes;
  const dim = codewords.shape[1]!;
  const bare = (values: Float32Array) => unpad(values, paddedDim(dim), dim);
  return [
    { ...codewords, data: bare(fit.codewords) },
    ...(size && fit.size ? [{ ...size, data: fit.size }] : []),
    ...(total && fit.total ? [{ ...total, data: bare(fit.total) }] : []),
    ...(prices && fit.prices ? [{ ...prices, data: fit.prices }] : []),
  ];
}

function rotationTensors({ product }: RotationState, sizes: readonly number[]): NamedTensor[] {
  const { matrix, codewords } = rotationShapes(sizes, product.dim);
  return [
    ...float64Tensors(matrix, product.rotation),
    ...codewords.flatMap((shape, l) => float64Tensors(shape, product.codewords[l]!)),
  ];
}
