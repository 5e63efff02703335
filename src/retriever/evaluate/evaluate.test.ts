import { expect, test } from 'vitest';
import { NO_ROW } from '../../sid/no-row';
import { SIX_ITEMS } from '../../sid/sids.fixture';
import { buildTrie } from '../../sid/trie';
import { Coverage } from './coverage';
import { expandSids } from './expand-sids';
import { lengthGroup, popularityGroups, popularityOrder } from './groups';
import { ItemMetrics } from './item-metrics';
import { RankMetrics } from './rank-metrics';
import { SidEvaluation } from './sid-evaluation';
import { NOT_RANKED, targetRanks } from './target-ranks';

// Rows 0..5: 0-0, 0-0, 0-1, 1-0, 1-0, 2-1.
const TRIE = buildTrie(SIX_ITEMS);

test('ranks: the first place; none for a target that is not there', () => {
  const ranking = Uint32Array.of(7, 3, 7, 1);
  expect(targetRanks(ranking, Uint32Array.of(1, 7, 9, NO_ROW))).toEqual(
    Uint32Array.of(3, 0, NOT_RANKED, NOT_RANKED),
  );
});

test('three users by hand', () => {
  const metrics = new RankMetrics([1, 2, 4]);
  metrics.add(Uint32Array.of(1));
  metrics.add(Uint32Array.of(0, 3, NOT_RANKED));
  metrics.add(Uint32Array.of(NOT_RANKED));
  const { n, targets, atK } = metrics.report(9);
  expect([n, targets]).toEqual([3, 5]);
  const [at1, at2, at4] = atK;
  expect(at1).toEqual({ k: 1, recall: 1 / 3 / 3, microRecall: 1 / 5, hitRate: 1 / 3, ndcg: 1 / 3 });
  const second = 1 / Math.log2(3);
  expect(at2).toMatchObject({ recall: (1 + 1 / 3) / 3, microRecall: 2 / 5, hitRate: 2 / 3 });
  expect(at2!.ndcg).toBeCloseTo((second + 1 / (1 + second)) / 3, 12);
  // Three targets: ideal 1 + 1/log2 3 + 1/2; found at ranks 0 and 3: 1 + 1/log2 5.
  expect(at4).toMatchObject({ recall: (1 + 2 / 3) / 3, microRecall: 3 / 5, hitRate: 2 / 3 });
  expect(at4!.ndcg).toBeCloseTo((second + (1 + 1 / Math.log2(5)) / (1.5 + second)) / 3, 12);
});

test('more targets than K: the ideal is K hits, recall is of all targets', () => {
  const metrics = new RankMetrics([2]);
  metrics.add(Uint32Array.of(0, 1, 2));
  expect(metrics.report(2).atK[0]).toMatchObject({ recall: 2 / 3, ndcg: 1 });
});

test('no users, and a user without targets', () => {
  expect(new RankMetrics([5]).report(9)).toEqual({
    ...{ n: 0, targets: 0, depth: 9 },
    atK: [{ k: 5, recall: 0, microRecall: 0, hitRate: 0, ndcg: 0 }],
  });
  expect(() => new RankMetrics().add(new Uint32Array(0))).toThrow('without targets');
});

test('above the longest list there are no figures', () => {
  const metrics = new RankMetrics([3, 4]);
  metrics.add(Uint32Array.of(0));
  const none = { recall: null, microRecall: null, hitRate: null, ndcg: null };
  expect(metrics.report(3).atK).toEqual([
    { k: 3, recall: 1, microRecall: 1, hitRate: 1, ndcg: 1 },
    { k: 4, ...none },
  ]);
  const coverage = new Coverage(9);
  coverage.add(Uint32Array.of(2));
  expect(coverage.report(3, [3, 4])).toEqual([
    { k: 3, items: 1, coverage: 1 / 9 },
    { k: 4, items: null, coverage: null },
  ]);
});

test.each([
  [
    'of a beam its width, where every SID has one item',
    [
      [0, 1],
      [2, 1],
    ],
    [2, 2],
  ],
  [
    'of shared SIDs their items',
    [
      [0, 0],
      [1, 0],
    ],
    [4, 2],
  ],
  ['invalid sequences take a place in the beam', [[0, 1], [3, 3], null], [3, 3]],
  ['never more than the catalogue', Array.from({ length: 9 }, () => [0, 1]), [6, 4]],
])('the longest list: %s', (_name, ranking, depths) => {
  const evaluation = new SidEvaluation(TRIE, SIX_ITEMS, null);
  evaluation.add({ ranking, targets: Uint32Array.of(2), historyLength: null });
  const { items, sids } = evaluation.report();
  expect([items.all.depth, sids.depth]).toEqual(depths);
});

test('SIDs to items: bucket after bucket, unknown ones skipped, cut', () => {
  const ranking = [[1, 0], [3, 1], null, [0, 0], [0, 1]];
  expect(expandSids(TRIE, ranking, 10)).toEqual({
    items: Uint32Array.of(3, 4, 0, 1, 2),
    invalid: 2,
  });
  // Sequences behind the cut still count as invalid or not.
  expect(
    expandSids(
      TRIE,
      [
        [1, 0],
        [0, 0],
        [3, 1],
      ],
      3,
    ),
  ).toEqual({
    items: Uint32Array.of(3, 4, 0),
    invalid: 1,
  });
  expect(
    expandSids(
      TRIE,
      [
        [0, 1],
        [0, 1],
        [2, 1],
      ],
      9,
    ).items,
  ).toEqual(Uint32Array.of(2, 2, 5));
});

test('coverage counts distinct items within K', () => {
  const coverage = new Coverage(4);
  coverage.add(Uint32Array.of(2, 0));
  coverage.add(Uint32Array.of(2, 1));
  expect(coverage.report(9, [1, 2])).toEqual([
    { k: 1, items: 1, coverage: 1 / 4 },
    { k: 2, items: 3, coverage: 3 / 4 },
  ]);
  expect(new Coverage(0).report(9, [1])).toEqual([{ k: 1, items: 0, coverage: 0 }]);
});

test('popularity: ties to the lowest row; a third of the interactions each', () => {
  const counts = Uint32Array.of(1, 0, 3, 1, 3, 1);
  expect(popularityOrder(counts)).toEqual(Uint32Array.of(2, 4, 0, 3, 5, 1));
  // 9 interactions. Row 2 begins at 0, row 4 at 3, rows 0, 3, 5 at 6, 7, 8.
  expect(popularityGroups(counts)).toEqual(Uint8Array.of(2, 2, 0, 2, 1, 2));
});

test('without interactions all is tail', () => {
  expect(popularityGroups(new Uint32Array(2))).toEqual(Uint8Array.of(2, 2));
});

test.each([
  [1, 0],
  [5, 0],
  [6, 1],
  [50, 3],
  [51, 4],
])('a history of %i items is in group %i', (items, group) => {
  expect(lengthGroup(items)).toBe(group);
});

test('a user counts in the group of each target, by those targets alone', () => {
  const metrics = new ItemMetrics(Uint8Array.of(0, 2, 2));
  metrics.add({
    targets: Uint32Array.of(0, 1, 2, NO_ROW),
    ranks: Uint32Array.of(0, NOT_RANKED, 1, NOT_RANKED),
    historyLength: 7,
  });
  const { all, byPopularity, byHistoryLength } = metrics.report(9);
  expect(all.atK[1]!.recall).toBe(1 / 2);
  expect(byPopularity.map(({ group, report }) => [group, report.n, report.atK[1]!.recall])).toEqual(
    [
      ['head', 1, 1],
      ['mid', 0, 0],
      ['tail', 1, 1 / 2],
    ],
  );
  expect(byHistoryLength.map(({ report }) => report.n)).toEqual([0, 1, 0, 0, 0]);
});

test('item level and SID level differ where items share a SID', () => {
  const evaluation = new SidEvaluation(TRIE, SIX_ITEMS, new Uint8Array(6));
  // Items 3, 4, 0, 1, ...: item 1 is the second of the second SID.
  evaluation.add({
    ranking: [[1, 0], [0, 0], [3, 0], null],
    targets: Uint32Array.of(1),
    historyLength: 1,
  });
  // One SID for two targets; a target outside the catalogue is a miss on both levels.
  evaluation.add({
    ranking: [
      [0, 0],
      [0, 1],
    ],
    targets: Uint32Array.of(0, 1, NO_ROW),
    historyLength: 1,
  });
  const { items, sids, invalidRate, sequences, coverage } = evaluation.report();
  // Four items and four SIDs at most.
  expect(items.all).toMatchObject({ n: 2, depth: 4 });
  expect(items.all.atK[0]).toMatchObject({ k: 1, recall: (0 + 1 / 3) / 2 });
  expect(sids).toMatchObject({ n: 2, targets: 3, depth: 4 });
  expect(sids.atK[0]).toMatchObject({ recall: (0 + 1 / 2) / 2 });
  expect(sids.atK[1]).toMatchObject({ k: 5, recall: null });
  expect([invalidRate, sequences]).toEqual([2 / 6, 6]);
  expect(coverage[0]).toEqual({ k: 1, items: 2, coverage: 2 / 6 });
});
