import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RelatedPairsOptions, hitrate, relatedPairs } from './embedding-hitrate';
import { NO_ROW } from './no-row';

const ALL: RelatedPairsOptions = { window: 1, maxPairs: 1e6, seed: 0, trainPrefixOnly: false };

function pairsOf(sequences: readonly number[][], options: Partial<RelatedPairsOptions> = {}) {
  const rows = sequences.map((sequence) => Uint32Array.from(sequence));
  const { queries, related } = relatedPairs(rows, { ...ALL, ...options });
  return Array.from(queries, (query, at) => `${query}>${related[at]!}`);
}

test('ranks 0 9 10 20 at k 1, 10, 11, 100', () => {
  // Ranks are 0-based: rank 9 is the tenth nearest, a hit at k = 10; rank 10 is not.
  expect(hitrate(Uint32Array.of(0, 9, 10, 20), [1, 10, 11, 100])).toEqual([
    { k: 1, hits: 1, n: 4, hitrate: 1 / 4 },
    { k: 10, hits: 2, n: 4, hitrate: 2 / 4 },
    { k: 11, hits: 3, n: 4, hitrate: 3 / 4 },
    { k: 100, hits: 4, n: 4, hitrate: 1 },
  ]);
});

test('no pairs: no hit, no NaN', () => {
  expect(hitrate(new Uint32Array(0), [10])).toEqual([{ k: 10, hits: 0, n: 0, hitrate: 0 }]);
});

test('neighbours within the window, both ways', () => {
  expect(pairsOf([[4, 1, 7]])).toEqual(['1>4', '1>7', '4>1', '7>1']);
  expect(pairsOf([[4, 1, 7]], { window: 2 })).toEqual(['1>4', '1>7', '4>1', '4>7', '7>1', '7>4']);
  expect(pairsOf([[4, 1, 7]], { window: 0 })).toEqual([]);
});

test('a pair of two users, or twice in one history, is one pair', () => {
  expect(
    pairsOf([
      [1, 2],
      [2, 1],
      [1, 2, 1],
    ]),
  ).toEqual(['1>2', '2>1']);
});

test('an item bought twice is not related to itself', () => {
  expect(pairsOf([[3, 3, 3]], { window: 2 })).toEqual([]);
  expect(pairsOf([[3, 5, 3]], { window: 2 })).toEqual(['3>5', '5>3']);
});

test('training prefixes end before the last two items', () => {
  expect(
    pairsOf(
      [
        [0, 1, 8, 9],
        [2, 3, 4],
      ],
      { trainPrefixOnly: true },
    ),
  ).toEqual(['0>1', '1>0']);
  expect(pairsOf([[0, 1], [5], []], { trainPrefixOnly: true })).toEqual([]);
});

test('one way: each pair once, its lower row first, and the sample counts them so', () => {
  expect(pairsOf([[4, 1, 7, 1]], { oneWay: true })).toEqual(['1>4', '1>7']);
  const history = [[...Array.from({ length: 50 }, (_, row) => row)]];
  expect(pairsOf(history, { oneWay: true, maxPairs: 20 })).toHaveLength(20);
});

test('items outside the shard make no pair and keep their place', () => {
  expect(pairsOf([[1, NO_ROW, 2, 3]])).toEqual(['2>3', '3>2']);
  expect(pairsOf([[1, NO_ROW, 2]], { window: 2 })).toEqual(['1>2', '2>1']);
});

test('more pairs than allowed: a seeded sample that is not the head', () => {
  const history = [Uint32Array.from({ length: 2000 }, (_, row) => row)];
  const options = { ...ALL, maxPairs: 200 };
  const sample = relatedPairs(history, options);
  expect(sample.sampled).toBe(true);
  expect(sample.queries.length).toBe(200);
  expect(relatedPairs(history, options)).toEqual(sample);
  expect(relatedPairs(history, { ...options, seed: 1 })).not.toEqual(sample);
  // Queries are spread over 0..1999: the mean of 200 has a standard deviation of 41.
  const mean = sample.queries.reduce((sum, row) => sum + row, 0) / 200;
  expect(Math.abs(mean - 999.5)).toBeLessThan(150);
});

test('exactly the pairs of the definition, whatever the order of the users', () => {
  const histories = fc.array(fc.array(fc.nat(9), { maxLength: 8 }), { maxLength: 6 });
  fc.assert(
    fc.property(histories, fc.nat(4), fc.boolean(), (sequences, window, trainPrefixOnly) => {
      const expected = new Set<string>();
      for (const whole of sequences) {
        const sequence = trainPrefixOnly ? whole.slice(0, -2) : whole;
        for (const [i, query] of sequence.entries()) {
          for (const [j, other] of sequence.entries()) {
            const near = i !== j && Math.abs(i - j) <= window;
            if (near && query !== other) expected.add(`${query}>${other}`);
          }
        }
      }
      const pairs = pairsOf(sequences, { window, trainPrefixOnly });
      expect(new Set(pairs)).toEqual(expected);
      expect(pairs.length).toBe(expected.size);
      expect(pairsOf(sequences.toReversed(), { window, trainPrefixOnly })).toEqual(pairs);
    }),
  );
});
