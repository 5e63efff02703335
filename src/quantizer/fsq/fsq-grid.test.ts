import { describe, expect, it } from 'vitest';
import { randomUnit } from '../../compute/random';
import { fsqGrid } from './fsq-grid';

/** Bound and round, straight from the paper: to whole numbers, for even K to half-integers. */
function rounded(z: number, codes: number): number {
  const half = (codes - 1) / 2;
  const bounded = half * Math.tanh(z);
  return codes % 2 === 1 ? Math.round(bounded) + half : Math.floor(bounded) + codes / 2;
}

function nearest(grid: Float64Array, z: number): number {
  let best = 0;
  for (let k = 1; k < grid.length; k++) {
    if (Math.abs(z - grid[k]!) < Math.abs(z - grid[best]!)) best = k;
  }
  return best;
}

describe('FSQ grid', () => {
  it.each([1, 2, 3, 4, 5, 8, 9, 255, 256, 1001])(
    'nearest value is FSQ rounding: K = %i',
    (codes) => {
      const grid = fsqGrid(codes);
      for (let i = 0; i < 500; i++) {
        const z = 8 * (randomUnit(codes, i) - 0.5);
        expect(nearest(grid, z)).toBe(rounded(z, codes));
      }
    },
  );

  it('ascends, and is symmetric', () => {
    for (const codes of [2, 5, 8, 4096, 32_768]) {
      const grid = fsqGrid(codes);
      grid.forEach((value, k) => {
        const isRight = k === 0 || (value > grid[k - 1]! && value === 0 - grid[codes - 1 - k]!);
        if (!isRight || !Number.isFinite(value)) throw new Error(`K ${codes}, code ${k}: ${value}`);
      });
    }
    expect([...fsqGrid(1)]).toEqual([0]);
  });

  it('has the values worked out by hand for K = 3: midpoints at atanh(1/2)', () => {
    expect([...fsqGrid(3)].map((x) => x.toFixed(4))).toEqual(['-1.0986', '0.0000', '1.0986']);
  });
});
