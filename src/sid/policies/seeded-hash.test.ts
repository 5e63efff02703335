import { expect, test } from 'vitest';
import { drawLimit, hashBits } from './seeded-hash';

test('the same numbers in every version: results can be reproduced', () => {
  expect(hashBits(0, 0)).toBe(340428713);
  expect(hashBits(0, 1)).toBe(598639744);
  expect(hashBits(1, 0)).toBe(380648332);
  expect(hashBits(2 ** 32 - 1, 2 ** 32 - 1)).toBe(1380568112);
});

test.each([0, 1, 2 ** 32 - 1])('seed %i: two counters never draw the same number', (seed) => {
  const draws = Uint32Array.from({ length: 1 << 16 }, (_, counter) => hashBits(seed, counter));
  expect(new Set(draws).size).toBe(draws.length);
});

test('spread evenly over counters and over seeds', () => {
  for (const draw of [(i: number) => hashBits(3, i), (i: number) => hashBits(i, 3)]) {
    const bins = new Uint32Array(256);
    for (let i = 0; i < 1 << 16; i++) bins[draw(i) >>> 24]! += 1;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0);
    // 255 degrees of freedom: the mean and four standard deviations to each side.
    expect(chiSquare).toBeGreaterThan(255 - 4 * Math.sqrt(510));
    expect(chiSquare).toBeLessThan(255 + 4 * Math.sqrt(510));
  }
});

test('the limit lets exactly so many draws pass', () => {
  const draws = Uint32Array.of(70, 4_000_000_000, 5, 900);
  expect(drawLimit(draws, 1)).toBe(5);
  expect(drawLimit(draws, 3)).toBe(900);
  expect(drawLimit(draws, 0)).toBe(-1);
  expect(draws).toEqual(Uint32Array.of(70, 4_000_000_000, 5, 900));
});
