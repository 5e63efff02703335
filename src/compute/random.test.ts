import { describe, expect, test } from 'vitest';
import { deriveSeed, randomBits, randomHalf, randomOrder, randomUnit } from './random';

/** The mixer once more, in whole numbers of any size: no wrap-around can hide. */
function mixBig(value: bigint): bigint {
  const wrap = (big: bigint) => big & 0xffff_ffffn;
  const state = wrap(value * 747796405n + 2891336453n);
  const word = wrap(((state >> ((state >> 28n) + 4n)) ^ state) * 277803737n);
  return (word >> 22n) ^ word;
}

const EDGES = [0, 1, 2, 63, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

describe('randomBits', () => {
  test.for(EDGES.flatMap((seed) => EDGES.map((counter) => [seed, counter] as const)))(
    'seed %d, counter %d is the mixer’s',
    ([seed, counter]) => {
      const mixed = mixBig(BigInt(seed)) ^ ((BigInt(counter) * 2654435769n) & 0xffff_ffffn);
      expect(randomBits(seed, counter)).toBe(Number(mixBig(mixed)));
    },
  );

  test('differ between counters and between seeds', () => {
    const bits = new Set<number>();
    for (let i = 0; i < 1000; i++) bits.add(randomBits(7, i)).add(randomBits(i + 8, 7));
    expect(bits.size).toBe(2000);
  });
});

describe.each([randomUnit, randomHalf])('%o', (uniform) => {
  test('lies in [0, 1), exact in Float32, and fills ten bins evenly', () => {
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const unit = uniform(3, i);
      expect(unit).toBeGreaterThanOrEqual(0);
      expect(unit).toBeLessThan(1);
      expect(Math.fround(unit)).toBe(unit);
      bins[Math.floor(unit * 10)]! += 1;
    }
    // 1,000 a bin; the standard deviation is 30.
    for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

test('two halves are one hash', () => {
  for (const pair of [0, 1, 7, 0x7fff_ffff]) {
    const bits = randomBits(3, pair);
    expect(randomHalf(3, 2 * pair)).toBe((bits % 65_536) / 65_536);
    expect(randomHalf(3, 2 * pair + 1)).toBe(Math.floor(bits / 65_536) / 65_536);
  }
});

describe('deriveSeed', () => {
  test('tells paths and their order apart, and repeats itself', () => {
    const seeds = [[], [0], [1], [0, 0], [0, 1], [1, 0]].map((path) => deriveSeed(5, ...path));
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(deriveSeed(5, 1, 2)).toBe(deriveSeed(5, 1, 2));
    expect(deriveSeed(5, 1)).not.toBe(deriveSeed(6, 1));
  });
});

describe('randomOrder', () => {
  test('is a permutation that depends on the seed', () => {
    const order = randomOrder(100, 100, 1);
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
    expect(order).toEqual(randomOrder(100, 100, 1));
    expect(order).not.toEqual(randomOrder(100, 100, 2));
  });

  test('a shorter order is the start of the longer one', () => {
    expect([...randomOrder(50, 7, 9)]).toEqual([...randomOrder(50, 50, 9).subarray(0, 7)]);
  });

  test.for([
    [0, 0],
    [1, 0],
    [1, 1],
    [5, 0],
  ] as const)('%d rows, %d wanted', ([rows, count]) => {
    expect(randomOrder(rows, count, 1)).toHaveLength(count);
  });

  test('every row comes first equally often', () => {
    const first = new Array<number>(5).fill(0);
    for (let seed = 0; seed < 5000; seed++) first[randomOrder(5, 1, seed)[0]!]! += 1;
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
