import { expect, test } from 'vitest';
import { runFixture } from '../../state/runs/runs.fixture';
import { checkedProxies, LEAST_RUNS } from '../../state/retrieval/proxies';
import { correlationText, runsText } from './proxy-text';

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
    figures: { hitrate: id, purity: id === 2 ? null : -id, recall: id / 10, users: 9 },
  }));
  const checks = new Map(checkedProxies(runs).map((check) => [check.proxy.of, check]));
  expect(checks.get('hitrateReconstructed')!.spearman).toEqual({ n: 3, coefficient: 1 });
  expect(checks.get('purity')!.kendall).toEqual({ n: 2, coefficient: -1 });
  // One fixture, so one value.
  expect(checks.get('forgeGini')!.spearman.coefficient).toBeNull();
});
