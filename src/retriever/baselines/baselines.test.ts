import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { buildTrie } from '../../sid/trie';
import { popularityOrder } from '../evaluate/groups';
import { leaveOneOut, trainingCounts } from '../split/leave-one-out';
import { historiesOf } from '../split/split.fixture';
import { coOccurrenceRanker } from './co-occurrence';
import { evaluateRanker } from './evaluate-ranker';
import { countFollowers } from './followers';
import { markovRanker } from './markov';
import { evaluateNearest } from './nearest';
import { popularityRanker } from './popularity';
import { rankOf, rankingRule, topItems, type Ranker } from './ranker';
import { scoreQueries } from './score-queries';
import { unit, unitVectors } from './unit-vectors';

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

const noPause = () => Promise.resolve();

/** A catalogue where items 2k and 2k + 1 share a SID. */
const inPairs = (rows: number) =>
  buildTrie({
    rows,
    codebookSizes: [9],
    codes: [Uint32Array.from({ length: rows }, (_, i) => i >> 1)],
  });

test('scores of queries: dot products with every item, whatever the sizes', async () => {
  const device = createCpuDevice();
  const items = { values: Float32Array.of(1, 2, 3, 4, 5, 6, 0, 0, 0, -1, 0, 1), dim: 3 };
  const found: number[][] = [];
  let done = 0;
  const queries = {
    count: 2,
    vector: (query: number) => Float64Array.of(1, query, 2),
    visit: (_: number, scores: Float32Array) => found.push([...scores]),
  };
  await scoreQueries(device, items, queries, (count) => {
    done = count;
    return Promise.resolve();
  });
  expect(found).toEqual([
    [7, 16, 0, 1],
    [9, 21, 0, 1],
  ]);
  expect([done, device.memory.bytes]).toEqual([2, 0]);
  await scoreQueries(device, items, { ...queries, count: 0 }, noPause);
  expect(found).toHaveLength(2);
});

test('more items than the device binds are refused, with the most that fit', async () => {
  const device = createCpuDevice();
  const small = {
    ...device,
    info: { ...device.info, limits: { maxStorageBufferBindingSize: 64 } },
  };
  const items = { values: new Float32Array(15), dim: 3 };
  const queries = { count: 1, vector: () => new Float64Array(3), visit: () => undefined };
  await expect(scoreQueries(small, items, queries, noPause)).rejects.toMatchObject({
    code: 'RETRIEVAL_MEMORY',
    message: expect.stringContaining('(2)') as string,
  });
});

test('nearest to the last three, each weighing the same; a fourth is not looked at', async () => {
  // Directions right, down, left, up, and down again; the user's last three sum up to (-1, 2): up, then left.
  const centred = unitVectors(Float32Array.of(1, 0, 0, -1, -1, 0, 0, 1, 0, -1), 2);
  const nearest = async (user: number[], excludeSeen = false) => {
    const split = leaveOneOut(historiesOf(user));
    const evaluation = { part: 'test', trie: inPairs(5), excludeSeen } as const;
    const report = await evaluateNearest(createCpuDevice(), centred, split, evaluation, noPause);
    return report.items.all.atK[1]!.ndcg;
  };
  const ndcg = (rank: number) => 1 / Math.log2(rank + 2);
  expect(await nearest([1, 1, 1, 2, 3, 3, 3])).toBeCloseTo(ndcg(0), 12);
  expect(await nearest([1, 1, 1, 2, 3, 3, 2])).toBeCloseTo(ndcg(1), 12);
  expect(await nearest([1, 1, 1, 2, 3, 3, 0])).toBeCloseTo(ndcg(2), 12);
  expect(await nearest([1, 1, 1, 2, 3, 3, 0], true)).toBeCloseTo(ndcg(0), 12);
});

test('unit vectors', () => {
  expect(unitVectors(Float32Array.of(0, 1, 0, 0), 2).zero).toEqual(Uint8Array.of(0, 1));
  expect(unit(Float64Array.of(3, 4))).toEqual(Float64Array.of(0.6, 0.8));
  expect(unit(Float64Array.of(0, 0))).toEqual(Float64Array.of(0, 0));
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

test('a ranker over a split: three users, all of whom hold out 4, then 5', async () => {
  const ranker = popularityRanker(trainingCounts(SPLIT, ITEMS));
  const evaluate = (excludeSeen: boolean) =>
    evaluateRanker(ranker, SPLIT, { part: 'test', trie: inPairs(ITEMS), excludeSeen }, noPause);
  // 5 is last of all; the users have seen 4 of 6, 3 of 6 and 2 of 6 items.
  const excluded = await evaluate(true);
  expect(excluded.seenTargets).toBe(0);
  expect(excluded.items.all.n).toBe(3);
  expect(excluded.items.all.atK[1]).toMatchObject({ k: 5, recall: 1 });
  const all = await evaluate(false);
  expect(all.items.all.atK[1]).toMatchObject({ k: 5, recall: 0 });
  // Its SID is the third of three, as it shares it with 4.
  expect(all.sids).toMatchObject({ n: 3, depth: 3 });
  expect(all.sids.atK[0]).toMatchObject({ k: 1, recall: 0 });
  // The first five of one order are five items; without seen ones two users see other ones.
  expect(all.coverage[1]).toEqual({ k: 5, items: 5, coverage: 5 / 6 });
  expect(excluded.coverage[1]).toEqual({ k: 5, items: 5, coverage: 5 / 6 });
});

test('a target that the user has seen is a miss where seen items are left out', async () => {
  const split = leaveOneOut(historiesOf([0, 1, 0]));
  const ranker = popularityRanker(trainingCounts(split, 2));
  const evaluation = { part: 'test', trie: inPairs(2), excludeSeen: true } as const;
  const { items, sids, seenTargets } = await evaluateRanker(ranker, split, evaluation, noPause);
  expect([items.all.atK[0]!.recall, seenTargets]).toEqual([0, 1]);
  expect(sids.atK[0]!.recall).toBe(0);
  // Two items make no list of five.
  expect(items.all.atK[1]).toMatchObject({ k: 5, recall: null });
});

test('the work ends where a pause throws', async () => {
  const rows = 2 ** 18;
  const codes = [new Uint32Array(rows)];
  const trie = buildTrie({ rows, codebookSizes: [1], codes });
  const ranker = popularityRanker(trainingCounts(SPLIT, rows));
  const evaluation = { part: 'validation', trie, excludeSeen: false } as const;
  const work = evaluateRanker(ranker, SPLIT, evaluation, (done) =>
    Promise.reject(new Error(`${done}`)),
  );
  await expect(work).rejects.toThrow('1');
});
