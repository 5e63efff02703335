import { expect, test } from 'vitest';
import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import { buildTrie } from '../../../sid/trie';
import { RankMetrics } from '../../evaluate/rank-metrics';
import { NOT_RANKED } from '../../evaluate/target-ranks';
import { leaveOneOut, type Split } from '../../split/leave-one-out';
import { historiesOf } from '../../split/split.fixture';
import { unit, unitVectors } from '../unit-vectors';
import { candidatesOf, type Expansion } from './candidates';
import { evaluateSidRetrieval, type SidRetrieval } from './evaluate-retrieval';
import { offlineEvalCsv } from './offline-eval-csv';
import { profileOf, profileRows } from './profile';
import { nearestCodewords, residualCodes, type ResidualCodebooks } from './residual-codes';

/** Level 1: (4, 0), (0, 4), (-4, 0); level 2: (0, 0), (0, 1), (1, 0). */
const CODEBOOKS: ResidualCodebooks = {
  dim: 2,
  distance: 'l2',
  levels: [Float32Array.of(4, 0, 0, 4, -4, 0), Float32Array.of(0, 0, 0, 1, 1, 0)],
};

/** Six items where their own codes put them: 0-0, 0-1, 0-1, 1-0, 1-2, 2-0; the seventh has none. */
const VECTORS = Float32Array.of(4, 0, 4, 1, 4, 1, 0, 4, 1, 4, -4, 0, 0, 0);
const SIDS = {
  rows: 7,
  codebookSizes: [3, 3],
  codes: [Uint32Array.of(0, 0, 0, 1, 1, 2, 2), Uint32Array.of(0, 1, 1, 0, 2, 0, 2)],
};
const TRIE = buildTrie(SIDS);
const UNITS = unitVectors(
  Float32Array.from(
    Array.from({ length: 7 }, (_, row) => [
      ...unit(Float64Array.from(VECTORS.subarray(2 * row, 2 * row + 2))),
    ]).flat(),
  ),
  2,
);

test('greedy codes, ties to the lowest', () => {
  expect(residualCodes(CODEBOOKS, Float64Array.of(1, 4))).toEqual(Uint32Array.of(1, 2));
  expect(residualCodes(CODEBOOKS, Float64Array.of(-3, 0.4))).toEqual(Uint32Array.of(2, 2));
  // (0, 0) is 4 from every codeword of level 1; (-4, 0) is then nearest to (0, 0).
  expect(residualCodes(CODEBOOKS, Float64Array.of(0, 0))).toEqual(Uint32Array.of(0, 0));
});

test('by cosine length is nothing, and a zero codeword is orthogonal', () => {
  const cosine: ResidualCodebooks = { ...CODEBOOKS, distance: 'cosine' };
  expect(nearestCodewords(cosine, 1, [-1, 0.5], 3)).toEqual([1, 0, 2]);
  expect(nearestCodewords(CODEBOOKS, 1, [-1, 0.5], 3)).toEqual([0, 1, 2]);
});

test('profile: mean of unit vectors at unit norm, of all, the last, the last five', () => {
  const history = Uint32Array.of(5, 0, 0, 0, 0, 3);
  expect(profileRows(history, 'mean')).toEqual(history);
  expect(profileRows(history, 'last')).toEqual(Uint32Array.of(3));
  expect(profileRows(history, 'last-5')).toEqual(Uint32Array.of(0, 0, 0, 0, 3));
  // (4, 0) and (0, 4) at unit norm.
  const diagonal = profileOf(UNITS, Uint32Array.of(0, 3), true);
  for (const component of diagonal!) expect(component).toBeCloseTo(Math.SQRT1_2, 12);
  expect(diagonal).toHaveLength(2);
  expect(profileOf({ values: VECTORS, dim: 2 }, Uint32Array.of(0, 3), false)).toEqual(
    Float64Array.of(2, 2),
  );
  expect(profileOf(UNITS, Uint32Array.of(0, 5), true)).toBeNull();
  expect(profileOf(UNITS, new Uint32Array(0), true)).toBeNull();
});

test.each<{ expansion: Expansion; items: number[] }>([
  { expansion: { kind: 'exact' }, items: [1, 2] },
  { expansion: { kind: 'nearest-codewords', codewords: 1 }, items: [1, 2] },
  // Nearest to (4, 0) is (0, 4), and 1-1 is empty; nearest to (0, 1) is (0, 0): 0-0.
  { expansion: { kind: 'nearest-codewords', codewords: 2 }, items: [1, 2, 0] },
  { expansion: { kind: 'hamming-1' }, items: [1, 2, 0] },
  { expansion: { kind: 'layered', enough: 3 }, items: [1, 2, 0] },
])('candidates of 0-1 by $expansion: $items', ({ expansion, items }) => {
  expect([...candidatesOf(TRIE, Uint32Array.of(0, 1), expansion, CODEBOOKS)]).toEqual(items);
});

const RETRIEVAL: SidRetrieval = {
  part: 'test',
  trie: TRIE,
  index: TRIE,
  codebooks: CODEBOOKS,
  quantized: { values: VECTORS, dim: 2 },
  normalized: false,
  units: UNITS,
  profile: 'last',
  expansion: { kind: 'exact' },
  fallback: true,
};

const evaluate = (split: Split, retrieval: SidRetrieval) =>
  evaluateSidRetrieval(createCpuDevice(), split, retrieval, () => Promise.resolve());

// By last item and target: 1 -> 2; 2 -> 0; 4 -> 3; the target 6 has no vector; 6 alone is no profile.
const SPLIT = leaveOneOut(
  historiesOf([0, 1, 2], [3, 2, 0], [0, 4, 3], [0, 1, 6], [6, 6, 1], [1, 2]),
);

test('three users by hand, three skipped', async () => {
  const { items, sids, coverage, ...rest } = await evaluate(SPLIT, RETRIEVAL);
  // Candidates 1, 2 tie, so 2 is second; 0 is not among 1, 2; 3 is not among the bucket of 4.
  expect(items.all.n).toBe(3);
  expect(items.all.atK[1]).toMatchObject({ recall: 1 / 3 });
  expect(items.all.atK[1]!.ndcg).toBeCloseTo(1 / Math.log2(3) / 3, 12);
  // 1 and 2 share their SID, so it is hit at once; so is none other.
  expect(sids.atK[1]).toMatchObject({ recall: 1 / 3, ndcg: 1 / 3 });
  expect(coverage[1]).toEqual({ k: 5, items: 3, coverage: 3 / 7 });
  expect(rest).toEqual({
    coldStartSkipped: 3,
    averageCandidates: 5 / 3,
    emptyRate: 0,
    fallbackRate: 0,
  });
});

test('no candidates: full search if wanted, else a miss', async () => {
  // The mean of (4, 0) and (4, 1) ties level 2 to code 0; all but the item of 0-0 are in the trie.
  const trie = buildTrie({
    rows: 7,
    codebookSizes: [3, 3],
    codes: [Uint32Array.of(2, 2, 2, 2, 2, 2, 2), Uint32Array.of(0, 0, 0, 0, 0, 0, 0)],
  });
  const split = leaveOneOut(historiesOf([0, 1, 2], [3, 5, 0]));
  const searched = await evaluate(split, { ...RETRIEVAL, index: trie });
  // User 0 has no candidates: 2 is second to its equal 1. User 1, at (-4, 0), has all 7: 0 is last.
  expect(searched).toMatchObject({ averageCandidates: 7, emptyRate: 1 / 2, fallbackRate: 1 / 2 });
  expect(searched.items.all.atK[1]!.recall).toBe(1 / 2);
  const missed = await evaluate(split, { ...RETRIEVAL, index: trie, fallback: false });
  expect(missed).toMatchObject({ averageCandidates: 7, emptyRate: 1 / 2, fallbackRate: 0 });
  expect(missed.items.all.atK[1]!.recall).toBe(0);
});

test('offline_eval.csv', async () => {
  const evaluated = await evaluate(SPLIT, RETRIEVAL);
  const metrics = new RankMetrics();
  for (const rank of [1, NOT_RANKED, NOT_RANKED]) metrics.add(Uint32Array.of(rank));
  // As of a longer list than these seven items make, yet below 100.
  const report = { ...evaluated, items: { ...evaluated.items, all: metrics.report(60) } };
  const by = (expansion: Expansion | null) => ({
    ...{ ...report, seenTargets: 0, seconds: 1 },
    candidates: expansion && { expansion, average: 5 / 3, emptyRate: 0, fallbackRate: 0 },
  });
  const rows = [
    { method: 'rqkmeans, "3x3"', report: by({ kind: 'exact' }) },
    { method: 'h', report: by({ kind: 'hamming-1' }) },
    { method: 'popularity', report: by(null) },
  ];
  const one = [{ method: 'vq', report: by({ kind: 'nearest-codewords', codewords: 3 }) }];
  const [header, first, second, third, end] = offlineEvalCsv(rows, 2).split('\n');
  expect(header).toBe(
    'method,Recall@10,Recall@50,Recall@100,NDCG@10,NDCG@50,NDCG@100,evaluated,cold_start_skipped,' +
      'avg_cand_size,expand_rq_M,expand_vq_T,expansion,empty_rate,fallback_rate',
  );
  const third1 = String(1 / 3);
  expect(first).toMatch(`"rqkmeans, ""3x3""",${third1},${third1},,0.21`);
  expect(first).toMatch(/,3,3,1\.6666666666666667,1,,exact,0,0$/);
  expect(second).toMatch(/,,,hamming-1,0,0$/);
  expect(third).toMatch(/,3,3,,,,,,$/);
  expect(offlineEvalCsv(one, 1)).toMatch(/,,3,nearest-codewords,0,0\n$/);
  expect(end).toBe('');
});
