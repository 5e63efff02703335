import { describe, expect, it } from 'vitest';
import { randomUnit } from '../../compute/random';
import { principalAxes } from './principal-axes';
import { symmetricEigen } from './symmetric-eigen';

/** X^T X of random rows, columns scaled by `scales`. */
function gram(scales: readonly number[], rows = 60): Float64Array {
  const n = scales.length;
  const x = (r: number, d: number) => (randomUnit(7, r * n + d) - 0.5) * scales[d]!;
  return Float64Array.from({ length: n * n }, (_, at) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += x(r, Math.floor(at / n)) * x(r, at % n);
    return sum;
  });
}

const rowsOf = (matrix: Float64Array, n: number) =>
  Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, d) => sum + x * b[d]!, 0);

describe('symmetric eigen', () => {
  it('solves a matrix known by hand', () => {
    const { values, vectors } = symmetricEigen([Float64Array.of(2, 1), Float64Array.of(1, 2)]);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(Math.abs(vectors[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 14);
  });

  it.each([0, 1, 2, 7, 12])('A v = lambda v, orthonormal: n = %i', (n) => {
    const matrix = rowsOf(gram(Array.from({ length: n }, (_, d) => 1 + d)), n);
    const { values, vectors } = symmetricEigen(matrix);
    vectors.forEach((v, j) => {
      matrix.forEach((row, i) => expect(dot(row, v)).toBeCloseTo(values[j]! * v[i]!, 9));
      vectors.forEach((w, k) => expect(dot(v, w)).toBeCloseTo(j === k ? 1 : 0, 12));
    });
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  it('leaves a diagonal and a zero matrix as they are', () => {
    const diagonal = [Float64Array.of(1, 0), Float64Array.of(0, 5)];
    expect(symmetricEigen(diagonal).values).toEqual([5, 1]);
    expect(symmetricEigen([new Float64Array(1)]).values).toEqual([0]);
  });
});

describe('principal axes', () => {
  it.each([1, 3, 20, 60])('are the eigenvectors of a full decomposition: dim %i', (dim) => {
    const matrix = gram(
      Array.from({ length: dim }, (_, d) => 3 * 0.8 ** d),
      2 * dim + 9,
    );
    const { values, vectors } = symmetricEigen(rowsOf(matrix, dim));
    const { axes, variances } = principalAxes(matrix, dim, 4);
    for (let j = 0; j < Math.min(dim, 4); j++) {
      expect(variances[j]! / values[j]!).toBeCloseTo(1, 10);
      expect(Math.abs(dot(axes[j]!, vectors[j]!))).toBeCloseTo(1, 6);
      const largest = axes[j]!.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      expect(largest).toBeGreaterThan(0);
    }
    expect(principalAxes(matrix, dim, 4)).toEqual({ axes, variances });
  });

  it('beyond the rank are zero', () => {
    const { axes, variances } = principalAxes(gram([2, 0, 1, 0, 0]), 5, 4);
    expect(variances.map((v) => v > 0)).toEqual([true, true, false, false]);
    expect([...axes[3]!]).toEqual([0, 0, 0, 0, 0]);
    expect(principalAxes(new Float64Array(4), 2, 3).variances).toEqual([0, 0, 0]);
  });
});
