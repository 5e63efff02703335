import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleIndices } from './sample';

test('ascending, distinct, in range, of the asked size, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer(), (total, count, seed) => {
      const sample = sampleIndices(total, count, seed);
      expect(sample.length).toBe(Math.min(total, count));
      sample.forEach((index, at) => {
        expect(index).toBeLessThan(total);
        if (at > 0) expect(index).toBeGreaterThan(sample[at - 1]!);
      });
      expect(sampleIndices(total, count, seed)).toEqual(sample);
    }),
  );
});

test('seeds differ, also above 32 bits', () => {
  const samples = [0, 1, 2, 2 ** 32, 2 ** 40, -1].map((seed) =>
    sampleIndices(1000, 10, seed).join(),
  );
  expect(new Set(samples).size).toBe(samples.length);
});

test('every index is as likely as any other, and so is every pair', () => {
  const total = 12;
  const trials = 6000;
  const singles = new Array<number>(total).fill(0);
  const pairs = new Map<string, number>();
  for (let seed = 0; seed < trials; seed++) {
    const [a, b, c] = sampleIndices(total, 3, seed);
    for (const index of [a!, b!, c!]) singles[index]!++;
    for (const pair of [`${a},${b}`, `${b},${c}`, `${a},${c}`]) {
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  const chiSquare = (counts: readonly number[], expected: number) =>
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 99.9 % points of chi-square with 11 and 65 degrees of freedom, which these stay below
  // (counts of a sample without replacement vary less).
  expect(chiSquare(singles, (trials * 3) / total)).toBeLessThan(31.3);
  expect(pairs.size).toBe(66);
  expect(chiSquare([...pairs.values()], (trials * 3) / 66)).toBeLessThan(107);
});
