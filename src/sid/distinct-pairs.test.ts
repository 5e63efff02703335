import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DistinctPairs } from './distinct-pairs';

type Pair = readonly [number, number];

const anyPairs = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 80 });

function sample(pairs: readonly Pair[], maxPairs: number, seed = 0) {
  const distinct = new DistinctPairs(maxPairs, seed);
  for (const [a, b] of pairs) distinct.add(a, b);
  const { first, second } = distinct.pairs();
  return {
    pairs: Array.from(first, (a, at) => `${a}-${second[at]!}`),
    dropped: distinct.dropped,
  };
}

test('repeats count once; order is by first row, then second', () => {
  const pairs: Pair[] = [
    [9, 1],
    [2, 7],
    [9, 0],
    [2, 7],
    [10, 3],
  ];
  expect(sample(pairs, 4)).toEqual({ pairs: ['2-7', '9-0', '9-1', '10-3'], dropped: false });
});

test('a pair and its reverse are two pairs', () => {
  expect(
    sample(
      [
        [1, 2],
        [2, 1],
      ],
      5,
    ).pairs,
  ).toEqual(['1-2', '2-1']);
});

test('rows up to 2^26 - 1 come back as they were; larger ones are a bug', () => {
  const top = 2 ** 26 - 1;
  expect(
    sample(
      [
        [top, 0],
        [0, top],
        [top, top],
      ],
      9,
      -7,
    ).pairs,
  ).toEqual([`0-${top}`, `${top}-0`, `${top}-${top}`]);
  expect(() => sample([[0, top + 1]], 1)).toThrow('only rows below 67108864');
});

test('nothing added, or nothing allowed', () => {
  expect(sample([], 5)).toEqual({ pairs: [], dropped: false });
  expect(sample([[1, 2]], 0)).toEqual({ pairs: [], dropped: true });
});

test('all distinct pairs where they fit, else that many of them', () => {
  fc.assert(
    fc.property(anyPairs, fc.nat(100), fc.integer(), (pairs, maxPairs, seed) => {
      const all = new Set(pairs.map(([a, b]) => `${a}-${b}`));
      const { pairs: kept, dropped } = sample(pairs, maxPairs, seed);
      expect(new Set(kept).size).toBe(Math.min(all.size, maxPairs));
      expect(kept.every((pair) => all.has(pair))).toBe(true);
      expect(dropped).toBe(all.size > maxPairs);
    }),
  );
});

test('order and number of repeats have no influence', () => {
  fc.assert(
    fc.property(anyPairs, fc.nat(20), fc.integer(), (pairs, maxPairs, seed) => {
      const other = [...pairs, ...pairs.slice(0, 10)].reverse();
      expect(sample(other, maxPairs, seed)).toEqual(sample(pairs, maxPairs, seed));
    }),
  );
});

test('a stream far longer than the sample, past several compactions', () => {
  const distinct = new DistinctPairs(1500, 3);
  for (let row = 0; row < 20_000; row++) distinct.add(row % 10_000, 5);
  const { first } = distinct.pairs();
  expect(new Set(first).size).toBe(1500);
  expect(distinct.dropped).toBe(true);
  // The mean of 1500 of 0..9999 has a standard deviation of 69: neither head nor tail.
  const mean = first.reduce((sum, row) => sum + row, 0) / 1500;
  expect(Math.abs(mean - 4999.5)).toBeLessThan(250);
});

test('every pair is as likely as any other, and so is every pair of pairs', () => {
  const pairs = Array.from({ length: 12 }, (_, i): Pair => [i % 4, Math.floor(i / 4)]);
  const trials = 6000;
  const singles = new Map<string, number>();
  const doubles = new Map<string, number>();
  for (let seed = 0; seed < trials; seed++) {
    const [a, b, c] = sample(pairs, 3, seed).pairs;
    for (const one of [a!, b!, c!]) singles.set(one, (singles.get(one) ?? 0) + 1);
    for (const two of [`${a!} ${b!}`, `${b!} ${c!}`, `${a!} ${c!}`]) {
      doubles.set(two, (doubles.get(two) ?? 0) + 1);
    }
  }
  const chiSquare = (counts: Map<string, number>, cells: number) => {
    const expected = (trials * 3) / cells;
    return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  };
  expect([singles.size, doubles.size]).toEqual([12, 66]);
  // 99.9 % points of chi-square with 11 and 65 degrees of freedom, which these stay below.
  expect(chiSquare(singles, 12)).toBeLessThan(31.3);
  expect(chiSquare(doubles, 66)).toBeLessThan(105.99);
});
