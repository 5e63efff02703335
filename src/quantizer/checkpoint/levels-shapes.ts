import { roundUp } from '../../compute/kernel';
import type { NamedShape } from '../../dataset/checkpoint/sealed-file';
import { columnGroups } from '../column-groups';
import type { QuantizerConfig } from '../config';
import { DIM_ALIGN } from '../kernels/layout';

/** Tensors of finished level `l`, 0-based: [K, dim] and [n]. */
export const levelShapes = (codes: number, rows: number, dim: number, l: number) => ({
  codebook: { name: `levels.${l}.codebook`, shape: [codes, dim] } satisfies NamedShape,
  codes: { name: `levels.${l}.codes`, shape: [rows] } satisfies NamedShape,
});

/** Of the level in training; null for what its method does not hold. */
export function fitShapes({ method }: Pick<QuantizerConfig, 'method'>, codes: number, dim: number) {
  const codewords: NamedShape = { name: 'fit.codewords', shape: [codes, dim] };
  const size: NamedShape = { name: 'fit.size', shape: [codes] };
  const total: NamedShape = { name: 'fit.total', shape: [codes, dim] };
  const prices: NamedShape = { name: 'fit.prices', shape: [codes] };
  return {
    codewords,
    size: method === 'ema' ? size : null,
    total: method === 'ema' ? total : null,
    prices: method === 'balanced' ? prices : null,
  };
}

/** OPQ's rotation, [dim, dim], and the codewords of every level in its own columns. */
export function rotationShapes(codebookSizes: readonly number[], dim: number) {
  const groups = columnGroups(dim, codebookSizes.length);
  const matrix: NamedShape = { name: 'rotation.matrix', shape: [dim, dim] };
  const codewords = groups.map(({ begin, end }, l): NamedShape => ({
    name: `rotation.${l}.codewords`,
    shape: [codebookSizes[l] ?? 0, end - begin],
  }));
  return { groups, matrix, codewords };
}

/** Dims of a codeword as the device holds it. */
export const paddedDim = (dim: number) => roundUp(dim, DIM_ALIGN);
