import { polarFactor } from '../algebra/polar';
import type { Columns } from '../column-groups';

/** Of the product's own size: turns what the product leaves open no further than it stands. */
const HOLD = 1e-9;

/** The rows of a shard under the current codes of one level. */
export interface LevelSums {
  /** Rows per code. */
  readonly count: Uint32Array;
  /** Sum of the vectors of each code, [K][stride]. */
  readonly sum: Float32Array;
}

/** A product quantizer in rotated space: level l quantizes its own columns of x R. */
export interface RotatedProduct {
  readonly dim: number;
  /** One a level. */
  readonly groups: readonly Columns[];
  /** R, dim x dim, row-major, orthogonal. */
  readonly rotation: Float64Array;
  /** Codewords of level l in its own columns, [K_l][width_l]. */
  readonly codewords: readonly Float64Array[];
}

/** Without a rotation: PQ's codebooks, [K_l][dim], cut to their columns. */
export function unrotated(
  dim: number,
  groups: readonly Columns[],
  codebooks: readonly Float32Array[],
): RotatedProduct {
  const rotation = new Float64Array(dim * dim);
  for (let d = 0; d < dim; d++) rotation[d * dim + d] = 1;
  const codewords = groups.map(({ begin, end }, l) => {
    const width = end - begin;
    return Float64Array.from(
      { length: (codebooks[l]!.length / dim) * width },
      (_, i) => codebooks[l]![Math.floor(i / width) * dim + begin + (i % width)]!,
    );
  });
  return { dim, groups, rotation, codewords };
}

/** Codewords of a level in the space of the vectors, rows of `stride`: c R_l^T. */
export function codebookOf(
  { dim, groups, rotation, codewords }: RotatedProduct,
  level: number,
  codes: number,
  stride: number,
): Float32Array {
  const { begin, end } = groups[level]!;
  const width = end - begin;
  const codebook = new Float32Array(codes * stride);
  for (let k = 0; k < codes; k++) {
    const codeword = codewords[level]!.subarray(k * width, (k + 1) * width);
    for (let d = 0; d < dim; d++) {
      const axis = rotation.subarray(d * dim + begin, d * dim + end);
      let sum = 0;
      for (let w = 0; w < width; w++) sum += codeword[w]! * axis[w]!;
      codebook[k * stride + d] = sum;
    }
  }
  return codebook;
}

/**
 * One step of non-parametric OPQ (Ge et al. 2013, 4.2) for given codes: codewords become the means of
 * their rows in rotated space, codes without rows keep theirs; then the rotation becomes the solution
 * of the orthogonal Procrustes problem, the polar factor of X^T Y, Y the rows' codewords. Neither raises
 * the distortion. All it needs of the rows are their sums by code.
 */
export async function improve(
  product: RotatedProduct,
  levels: readonly LevelSums[],
  stride: number,
  pause: () => Promise<void>,
): Promise<RotatedProduct> {
  const { dim } = product;
  const target = new Float64Array(dim * dim);
  const codewords: Float64Array[] = [];
  for (const [level, sums] of levels.entries()) {
    codewords.push(meansOf(product, level, sums, stride));
    addProduct(target, product, level, sums, codewords[level]!, stride);
    await pause();
  }
  const size = Math.sqrt(target.reduce((sum, x) => sum + x * x, 0) / dim);
  if (size === 0) return { ...product, codewords };
  for (let i = 0; i < target.length; i++) {
    target[i] = target[i]! + HOLD * size * product.rotation[i]!;
  }
  return { ...product, codewords, rotation: await polarFactor(target, dim, pause) };
}

/** Means of the rows of each code in the level's columns of x R. */
function meansOf(
  { dim, groups, rotation, codewords }: RotatedProduct,
  level: number,
  { count, sum }: LevelSums,
  stride: number,
): Float64Array {
  const { begin, end } = groups[level]!;
  const width = end - begin;
  const means = codewords[level]!.slice();
  count.forEach((rows, k) => {
    if (rows === 0) return;
    const mean = means.subarray(k * width, (k + 1) * width).fill(0);
    for (let d = 0; d < dim; d++) {
      const value = sum[k * stride + d]! / rows;
      const axis = rotation.subarray(d * dim + begin, d * dim + end);
      for (let w = 0; w < width; w++) mean[w] = mean[w]! + value * axis[w]!;
    }
  });
  return means;
}

/** Adds the level's columns of X^T Y: each code's sum of rows times its codeword. */
function addProduct(
  target: Float64Array,
  { dim, groups }: RotatedProduct,
  level: number,
  { count, sum }: LevelSums,
  codewords: Float64Array,
  stride: number,
): void {
  const { begin, end } = groups[level]!;
  const width = end - begin;
  count.forEach((rows, k) => {
    if (rows === 0) return;
    const codeword = codewords.subarray(k * width, (k + 1) * width);
    for (let d = 0; d < dim; d++) {
      const value = sum[k * stride + d]!;
      const row = target.subarray(d * dim + begin, d * dim + end);
      for (let w = 0; w < width; w++) row[w] = row[w]! + value * codeword[w]!;
    }
  });
}
