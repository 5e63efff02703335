import { expect, test } from 'vitest';
import { RankMetrics } from '../retriever/evaluate/rank-metrics';
import { evaluationJson, type EvaluationLine } from '../retriever/baselines/evaluation-json';
import { evaluationTable } from './evaluation-table';

function line(method: string, ranks: readonly number[], depth = 1000): EvaluationLine {
  const metrics = new RankMetrics();
  for (const rank of ranks) metrics.add(Uint32Array.of(rank));
  const all = metrics.report(depth);
  const items = { all, byPopularity: [{ group: 'head', report: all }], byHistoryLength: [] };
  return { method, report: { items, sids: all, coverage: [{ k: 5, items: 1, coverage: 1 }] } };
}

test('a method a row, columns in line', () => {
  const lines = [line('Popularity', [0, 7]), line('T5', [0, 0], 5)];
  expect(evaluationTable(lines, [5, 10]).split('\n')).toEqual([
    'method      Recall@5  Recall@10  NDCG@5  NDCG@10  users',
    'Popularity    0.5000     1.0000  0.5000   0.6577      2',
    'T5            1.0000          -  1.0000        -      2',
  ]);
});

test('metrics.json keeps the cut-offs that are asked for', () => {
  const record = {
    ...({ part: 'test', excludeSeen: true, profile: 'last-5', items: 9, unknown: 0 } as const),
    adapter: 'CPU',
  };
  const figures = { beam: 30 };
  const lines = [{ ...line('T5 beam 30', [0]), figures }];
  const { methods, ...rest } = JSON.parse(evaluationJson({ ...record, lines, ks: [10] })) as {
    methods: { items: { all: { atK: unknown[] }; byPopularity: unknown[] }; coverage: unknown[] }[];
  };
  expect(rest).toEqual({ ...record, ks: [10] });
  expect(methods[0]).toMatchObject({ method: 'T5 beam 30', beam: 30, coverage: [] });
  const atK = [{ k: 10, recall: 1, microRecall: 1, hitRate: 1, ndcg: 1 }];
  expect(methods[0]!.items.all.atK).toEqual(atK);
  expect(methods[0]!.items.byPopularity).toEqual([
    { group: 'head', report: { n: 1, targets: 1, depth: 1000, atK } },
  ]);
});
