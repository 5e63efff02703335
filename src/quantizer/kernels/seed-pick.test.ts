import { expect, test } from 'vitest';
import { blockSums } from './layout.fixture';
import { seedPick } from './seed-pick';

/** How often each row is picked over seeds 0..draws-1. */
function frequencies(nearest: Float32Array, step: number, draws: number): number[] {
  const rows = nearest.length;
  const block = 2;
  const times = new Array<number>(rows).fill(0);
  const codebook = new Float32Array(step + 1);
  const arrays = {
    matrix: Float32Array.from({ length: rows }, (_, row) => row),
    nearest,
    partialSum: blockSums(nearest, block),
    codebook,
  };
  for (let seed = 0; seed < draws; seed++) {
    seedPick.oracle(arrays, { rows, dim: 1, block, step, seed }, seedPick.overrides);
    times[codebook[step]!]! += 1 / draws;
  }
  return times;
}

test('draws rows in proportion to their distance', () => {
  const weights = Float32Array.of(0, 1, 0, 4, 2, 0, 3);
  frequencies(weights, 1, 20_000).forEach((frequency, row) => {
    expect(Math.abs(frequency - weights[row]! / 10)).toBeLessThan(0.015);
    if (weights[row] === 0) expect(frequency).toBe(0);
  });
});

test('the first centre is drawn uniformly, whatever the distances hold', () => {
  for (const frequency of frequencies(Float32Array.of(9, 0, 0, 0, 0), 0, 20_000)) {
    expect(Math.abs(frequency - 0.2)).toBeLessThan(0.015);
  }
});

test('with every row on a centre it draws uniformly', () => {
  for (const frequency of frequencies(new Float32Array(4), 3, 20_000)) {
    expect(Math.abs(frequency - 0.25)).toBeLessThan(0.015);
  }
});
