import { expect, test } from 'vitest';
import { runFixture } from '../../state/runs/runs.fixture';
import { checkedProxies, LEAST_RUNS, measuredBy, measuresOf } from '../../state/retrieval/proxies';
import { correlationText, modelRunsText, runsText } from './proxy-text';

const OF = { histories: 'h', category: null };

test('how many runs are needed is said', () => {
  expect(runsText(2, 0)).toMatch(/^2 kept runs of these rows\. .* train 3 more/);
  expect(runsText(6, 4)).toBe('6 kept runs of these rows, 4 measured.');
  expect(correlationText(0.5, LEAST_RUNS - 1)).toBe('needs 5 runs');
  expect(correlationText(null, LEAST_RUNS)).toBe('all equal');
  expect(correlationText(-0.5, LEAST_RUNS)).toBe('-0.5');
});

test('proxies are held against recall; one that some runs lack has fewer pairs', () => {
  const runs = [1, 2, 3].map((id) => ({
    run: runFixture({ id }),
    figures: { ...OF, hitrate: id, purity: id === 2 ? null : -id, recall: id / 10, users: 9 },
    ...{ recall: id / 10, model: null },
  }));
  const checks = new Map(checkedProxies(runs).map((check) => [check.proxy.of, check]));
  expect(checks.get('hitrateReconstructed')!.spearman).toEqual({ n: 3, coefficient: 1 });
  expect(checks.get('purity')!.kendall).toEqual({ n: 2, coefficient: -1 });
  // One fixture, so one value.
  expect(checks.get('forgeGini')!.spearman.coefficient).toBeNull();
});

test('the measure is of the lookup, or of one way of decoding on the same histories', () => {
  const figures = { ...OF, hitrate: 1, purity: null, recall: 0.125, users: 9 };
  const recall = { histories: 'h', how: 'T5 beam 20', model: 'small', recall: 0.5, users: 9 };
  const runs = [
    runFixture({ id: 1, modelRecalls: [recall, { ...recall, how: 'T5 beam 10', recall: 0.25 }] }),
    runFixture({ id: 2, modelRecalls: [{ ...recall, histories: 'others' }] }),
    runFixture({ id: 3, proxyFigures: [{ ...figures, category: 'genre' }, figures] }),
    runFixture({ id: 4, proxyFigures: [{ ...figures, histories: 'others' }] }),
  ];
  expect(measuresOf(runs, OF)).toEqual(['T5 beam 10', 'T5 beam 20']);
  const recalls = (measure: string | null) =>
    measuredBy(measure, runs, OF).map(({ run, recall: found }) => [run.id, found]);
  expect(recalls('T5 beam 20')).toEqual([[1, 0.5]]);
  expect(recalls(null)).toEqual([[3, 0.125]]);
  // What a run has of its own needs no measuring.
  const checks = checkedProxies(measuredBy('T5 beam 20', runs, OF));
  expect(checks.map(({ spearman: { n } }) => n)).toEqual([0, 1, 1, 1, 0]);
});

test('runs without a model are named', () => {
  const runs = [1, 2, 3, 4].map((id) => runFixture({ id }));
  expect(modelRunsText(runs, runs)).toBe('The model’s recall is known for 4 of 4 kept runs.');
  expect(modelRunsText(runs, runs.slice(1))).toMatch(/for 3 of 4 kept runs. Without: Run 1; train/);
  expect(modelRunsText(runs, runs.slice(3))).toContain('Without: Run 1, Run 2 and Run 3; train a');
});
