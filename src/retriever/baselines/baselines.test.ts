import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps } from '../../sid/policies/steps';
import { popularityOrder } from '../evaluate/groups';
import { leaveOneOut, trainingCounts } from '../split/leave-one-out';
import { historiesOf } from '../split/split.fixture';
import { coOccurrenceRanker } from './co-occurrence';
import { evaluateRanker } from './evaluate-ranker';
import { countFollowers } from './followers';
import { markovRanker } from './markov';
import { nearestRanker } from './nearest';
import { popularityRanker } from './popularity';
import { rankOf, rankingRule, topItems, type Ranker } from './ranker';

// Training prefixes: 0 1 2 0, 1 2, 3; what is held out (4, 5) must leave no trace.
const SPLIT = leaveOneOut(historiesOf([0, 1, 2, 0, 4, 5], [1, 2, 4, 5], [3, 4, 5]));
const ITEMS = 6;

function scoresOf(ranker: Ranker, history: readonly number[], items = ITEMS): number[] {
  // Scores of the user before must not shine through.
  const scores = new Float64Array(items).fill(99);
  ranker.score(Uint32Array.from(history), scores);
  return [...scores];
}

test('popularity', () => {
  expect(scoresOf(popularityRanker(trainingCounts(SPLIT, ITEMS)), [3])).toEqual([2, 2, 2, 1, 0, 0]);
});

test('first-order Markov looks at the last item only', () => {
  const markov = markovRanker(SPLIT, ITEMS);
  expect(scoresOf(markov, [0, 1])).toEqual([0, 0, 2, 0, 0, 0]);
  expect(scoresOf(markov, [2])).toEqual([1, 0, 0, 0, 0, 0]);
  expect(scoresOf(markov, [3])).toEqual([0, 0, 0, 0, 0, 0]);
  expect(scoresOf(markov, [])).toEqual([0, 0, 0, 0, 0, 0]);
});

test('followers within three places, by 1 / places apart, never the item itself', () => {
  // 0: 1 (1), 2 (1/2), itself 3 places on; 1: 2 (1), 0 (1/2), then 2 (1) again; 2: 0 (1).
  expect(countFollowers(SPLIT, ITEMS, 3)).toEqual({
    starts: Uint32Array.of(0, 2, 4, 5, 5, 5, 5),
    rows: Uint32Array.of(1, 2, 2, 0, 0),
    weights: Float64Array.of(1, 1 / 2, 2, 1 / 2, 1),
  });
});

test('co-occurrence of the last three items, each half of the next', () => {
  const ranker = coOccurrenceRanker(SPLIT, ITEMS);
  // 1 weighs 1: 2 gets 2, 0 gets 1/2. 0 weighs 1/2: 1 gets 1/2, 2 gets 1/4. 2 weighs 1/4: 0 gets 1/4.
  expect(scoresOf(ranker, [2, 0, 1])).toEqual([3 / 4, 1 / 2, 9 / 4, 0, 0, 0]);
  // A fourth is not looked at.
  expect(scoresOf(ranker, [1, 2, 0, 1])).toEqual([3 / 4, 1 / 2, 9 / 4, 0, 0, 0]);
});

test('nearest: centred, every vector of unit length, by the last three', () => {
  // Centred on (1, 1): (2, 0), (0, -1), (-2, 0), (0, 1).
  const ranker = nearestRanker(Float32Array.of(3, 1, 1, 0, -1, 1, 1, 2), 2);
  expect(scoresOf(ranker, [2, 0, 3, 3], 4)).toEqual([1, -2, -1, 2]);
  expect(scoresOf(ranker, [], 4).map(Math.abs)).toEqual([0, 0, 0, 0]);
});

test('an odd number of dimensions, and a vector at the centre', () => {
  const ranker = nearestRanker(Float32Array.of(1, 2, 3, 1, 2, 3, 1, 2, 3), 3);
  expect(scoresOf(ranker, [0], 3)).toEqual([0, 0, 0]);
  const axes = nearestRanker(Float32Array.of(0, 0, 1, 0, 0, -1), 3);
  expect(scoresOf(axes, [0], 2)).toEqual([1, -1]);
});

const ORDER = popularityOrder(Uint32Array.of(1, 5, 1, 5));

test('ties go to the popular, then to the lowest row; seen items may be left out', () => {
  const scores = Float64Array.of(2, 0, 2, 2);
  const all = rankingRule(ORDER, false);
  const unseen = rankingRule(ORDER, true);
  const history = Uint32Array.of(3, 3);
  expect(topItems(scores, history, all, 9)).toEqual(Uint32Array.of(3, 0, 2, 1));
  expect(topItems(scores, history, unseen, 2)).toEqual(Uint32Array.of(0, 2));
  expect(rankOf(2, scores, history, all)).toBe(2);
  expect(rankOf(2, scores, history, unseen)).toBe(1);
  expect(rankOf(3, scores, history, unseen)).toBeNull();
});

test('the rank is the place in the sorted list', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(scores, fc.array(fc.nat(11), { maxLength: 5 }), fc.boolean(), (list, seen, out) => {
      const values = Float64Array.from(list);
      const history = Uint32Array.from(seen.filter((row) => row < list.length));
      const order = popularityOrder(Uint32Array.from(list, (_, row) => row % 3));
      const rule = rankingRule(order, out);
      const ranking = [...topItems(values, history, rule, list.length)];
      const ranks = list.map((_, row) => rankOf(row, values, history, rule) ?? -1);
      expect(ranks).toEqual(list.map((_, row) => ranking.indexOf(row)));
    }),
  );
});

test('a ranker over a split: three users, all of whom hold out 4, then 5', () => {
  const ranker = popularityRanker(trainingCounts(SPLIT, ITEMS));
  const evaluate = (excludeSeen: boolean) =>
    runSteps(evaluateRanker(ranker, SPLIT, { part: 'test', items: ITEMS, excludeSeen }));
  // 5 is last of all; the users have seen 4 of 6, 3 of 6 and 2 of 6 items.
  const excluded = evaluate(true);
  expect(excluded).toMatchObject({ ranker: 'popularity', seenTargets: 0 });
  expect(excluded.metrics.all.n).toBe(3);
  expect(excluded.metrics.all.atK[0]).toMatchObject({ k: 5, recall: 1 });
  expect(evaluate(false).metrics.all.atK[0]).toMatchObject({ k: 5, recall: 0 });
});

test('a target that the user has seen is a miss where seen items are left out', () => {
  const split = leaveOneOut(historiesOf([0, 1, 0]));
  const ranker = popularityRanker(trainingCounts(split, 2));
  const { metrics, seenTargets } = runSteps(
    evaluateRanker(ranker, split, { part: 'test', items: 2, excludeSeen: true }),
  );
  expect([metrics.all.atK[0]!.recall, seenTargets]).toEqual([0, 1]);
});
