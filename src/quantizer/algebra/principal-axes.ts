import { randomUnit } from '../../compute/random';
import { symmetricEigen } from './symmetric-eigen';

/** Vectors iterated beside those asked for: convergence then hangs on eigenvalues far below. */
const OVERSAMPLING = 8;
const MAX_ITERATIONS = 300;
/** Relative change of the sum of eigenvalues at which the space stands still. */
const SETTLED = 1e-13;
/** Of the trace: a variance below it is rounding. */
const NO_VARIANCE = 1e-12;

export interface PrincipalAxes {
  /** Unit vectors of length dim, orthogonal; zeros where there is no variance left. */
  readonly axes: readonly Float64Array[];
  /** Variance along each, largest first. */
  readonly variances: readonly number[];
}

/**
 * The `count` leading eigenvectors of a covariance matrix (dim x dim, row-major), by subspace
 * iteration with Rayleigh-Ritz (Golub & Van Loan, 8.2) in Float64 from a fixed start. The largest
 * component of an axis is positive.
 */
export function principalAxes(covariance: Float64Array, dim: number, count: number): PrincipalAxes {
  const width = Math.min(dim, count + OVERSAMPLING);
  let space: Float64Array[] = Array.from({ length: width }, (_, j) =>
    Float64Array.from({ length: dim }, (_, d) => randomUnit(j, d) - 0.5),
  );
  orthonormalize(space);
  let before = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const images = space.map((vector) => apply(covariance, vector));
    const { values, vectors } = symmetricEigen(
      space.map((u) => Float64Array.from(images, (image) => dot(u, image))),
    );
    const sum = values.slice(0, count).reduce((total, value) => total + value, 0);
    // The images of the Ritz vectors: the next space, already turned towards the axes.
    const isSettled = Math.abs(sum - before) <= SETTLED * Math.abs(sum);
    space = vectors.map((weights) => combine(isSettled ? space : images, weights));
    orthonormalize(space);
    if (isSettled) break;
    before = sum;
  }
  return readAxes(covariance, dim, space, count);
}

function readAxes(
  covariance: Float64Array,
  dim: number,
  space: readonly Float64Array[],
  count: number,
): PrincipalAxes {
  let trace = 0;
  for (let d = 0; d < dim; d++) trace += covariance[d * dim + d]!;
  const found = Array.from({ length: count }, (_, j) => {
    const axis = space[j] ?? new Float64Array(dim);
    const variance = dot(axis, apply(covariance, axis));
    return variance > NO_VARIANCE * trace
      ? { axis: axis.map((x) => x * signOf(axis)), variance }
      : { axis: new Float64Array(dim), variance: 0 };
  });
  return {
    axes: found.map(({ axis }) => axis),
    variances: found.map(({ variance }) => variance),
  };
}

/** Gram-Schmidt, twice for full orthogonality; a vector that depends on those before becomes zero. */
function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, j) => {
    const length = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors.slice(0, j)) subtract(vector, other, dot(vector, other));
    }
    const left = Math.sqrt(dot(vector, vector));
    const scale = left > NO_VARIANCE * length ? 1 / left : 0;
    for (let d = 0; d < vector.length; d++) vector[d] = vector[d]! * scale;
  });
}

function subtract(vector: Float64Array, other: Float64Array, weight: number): void {
  for (let d = 0; d < vector.length; d++) vector[d] = vector[d]! - weight * other[d]!;
}

function combine(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, j) => {
    subtract(sum, vector, -weights[j]!);
  });
  return sum;
}

function apply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const dim = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * dim, (row + 1) * dim), vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

function signOf(axis: Float64Array): 1 | -1 {
  const largest = axis.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  return largest < 0 ? -1 : 1;
}
