import { describe, expect, it } from 'vitest';
import { randomUnit } from '../../compute/random';
import { invert } from './invert';
import { polarFactor } from './polar';

const random = (n: number, seed: number) =>
  Float64Array.from({ length: n * n }, (_, i) => randomUnit(seed, i) - 0.5);

/** a b, with a transposed if asked. */
function product(a: Float64Array, b: Float64Array, n: number, transposed = false): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += (transposed ? a[k * n + i]! : a[i * n + k]!) * b[k * n + (at % n)]!;
    }
    return sum;
  });
}

function expectIdentity(matrix: Float64Array, n: number, digits: number): void {
  matrix.forEach((value, at) => {
    expect(value).toBeCloseTo(Math.floor(at / n) === at % n ? 1 : 0, digits);
  });
}

const noPause = () => Promise.resolve();

describe('inverse', () => {
  it.each([1, 2, 5, 17])('times the matrix is the identity: n = %i', (n) => {
    const matrix = random(n, 3);
    const before = matrix.slice();
    expectIdentity(product(invert(matrix, n)!, matrix, n), n, 9);
    expect(matrix).toEqual(before);
  });

  it('needs pivots where the diagonal is zero, and is null where there is none', () => {
    expect([...invert(Float64Array.of(0, 2, 4, 0), 2)!]).toEqual([0, 0.25, 0.5, 0]);
    expect(invert(Float64Array.of(1, 2, 2, 4), 2)).toBeNull();
    expect(invert(new Float64Array(9), 3)).toBeNull();
  });
});

describe('polar factor', () => {
  it.each([1, 2, 9, 30])(
    'is orthogonal, and what is left is symmetric and positive: n = %i',
    async (n) => {
      const matrix = random(n, 8);
      const q = await polarFactor(matrix, n, noPause);
      expectIdentity(product(q, q, n, true), n, 11);
      const h = product(q, matrix, n, true);
      let trace = 0;
      h.forEach((value, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        expect(value).toBeCloseTo(h[j * n + i]!, 11);
        if (i === j) trace += value;
      });
      // No other rotation has a larger trace: turn q a little in any plane.
      for (let axis = 1; axis < n; axis++) {
        const turned = q.slice();
        for (let row = 0; row < n; row++) {
          const [x, y] = [q[row * n]!, q[row * n + axis]!];
          turned[row * n] = Math.cos(0.1) * x - Math.sin(0.1) * y;
          turned[row * n + axis] = Math.sin(0.1) * x + Math.cos(0.1) * y;
        }
        const other = product(turned, matrix, n, true);
        let sum = 0;
        for (let i = 0; i < n; i++) sum += other[i * n + i]!;
        expect(sum).toBeLessThan(trace);
      }
    },
  );

  it('is found at a condition of 1e9, and of a rotation it is the rotation', async () => {
    const q = await polarFactor(random(6, 2), 6, noPause);
    const stretched = q.map((value, at) => value * 10 ** (-1.8 * (at % 6)));
    const found = await polarFactor(stretched, 6, noPause);
    found.forEach((value, i) => expect(value).toBeCloseTo(q[i]!, 8));
    const same = await polarFactor(q, 6, noPause);
    same.forEach((value, i) => expect(value).toBeCloseTo(q[i]!, 13));
  });

  it('of a singular matrix is a mistake of the caller', async () => {
    await expect(polarFactor(new Float64Array(4), 2, noPause)).rejects.toThrow('singular');
  });
});
