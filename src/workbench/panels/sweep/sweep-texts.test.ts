import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../quantizer/config';
import { runFixture } from '../../state/runs/runs.fixture';
import { sweepGroups } from '../../state/sweep/aggregate';
import { combinations } from '../../../quantizer/sweep-spec';
import { formatPercent } from '../../widgets/format';
import { runMetric } from '../runs/run-metrics';
import { sweepHeadline, sweepLines } from './sweep-lines-of';
import { iterationsText, planSentence, spreadText, sweepBlock, sweepName } from './sweep-text';

const spec = { methods: ['lloyd'], levels: [2], sizes: [16, 32], seeds: [0, 1] } as const;
const configs = combinations(spec, DEFAULT_CONFIG, () => 5);
const plan = { id: 'x', configs, open: configs, isBegun: false };
const estimate = { seconds: 12, refusal: null, unfit: 0 };
const runs = configs.map((config, id) =>
  runFixture({ id: id + 1, config, reconstruction: 0.1 * (id + 1), sweeps: ['x'] }),
);

describe('sweep texts', () => {
  it('state the number of runs and the seconds', () => {
    expect(planSentence(plan, estimate)).toBe('4 runs; about 12 s.');
    expect(planSentence({ ...plan, open: configs.slice(1) }, estimate)).toBe(
      '4 runs, 1 of them finished already; about 12 s for the rest.',
    );
    expect(planSentence(plan, null)).toBe('4 runs; the time is not known before a first run.');
    expect(planSentence({ ...plan, open: [] }, estimate)).toBe('All 4 runs are finished already.');
    expect(iterationsText(plan)).toBe('Lloyd 5 iterations');
  });

  it('say why Start cannot be pressed', () => {
    expect(sweepBlock(plan, estimate, null)).toBeNull();
    expect(sweepBlock(plan, estimate, 'Train waits for rows.')).toBe('The sweep waits for rows.');
    expect(sweepBlock(null, null, null)).toMatch(/not complete/);
    expect(sweepBlock({ ...plan, open: [] }, estimate, null)).toMatch(/finished/);
    expect(sweepBlock(plan, { ...estimate, unfit: 2, refusal: 'K is large.' }, null)).toBe(
      'Some runs do not fit: K is large.',
    );
    const many = Array.from({ length: 501 }, () => configs[0]!);
    expect(sweepBlock({ ...plan, configs: many }, null, null)).toMatch(/501 runs are too many/);
  });

  it('name a sweep by what it varied', () => {
    expect(sweepName({ id: 'x', runs, at: 0 })).toMatch(/Lloyd · L 2 · K 16, 32 · 2 seeds$/);
  });

  it('show a spread only where there is one', () => {
    expect(spreadText({ n: 2, mean: 0.5, min: 0.4, max: 0.6 }, formatPercent)).toBe(
      '50% (40%–60%)',
    );
    expect(spreadText({ n: 1, mean: 0.5, min: 0.5, max: 0.5 }, formatPercent)).toBe('50%');
  });

  it('draw a line a method and L, and name the best combination', () => {
    const groups = sweepGroups(runs);
    const metric = runMetric('reconstruction');
    const [line] = sweepLines(groups, metric);
    expect(line?.name).toBe('Lloyd, L = 2');
    expect(line?.points.map(({ size, n }) => [size, n])).toEqual([
      [16, 2],
      [32, 2],
    ]);
    expect(line?.points[0]?.mean).toBeCloseTo(0.15);
    expect(sweepHeadline(groups, metric)).toBe(
      'Lloyd with L = 2, K = 16 has the lowest reconstruction error: 15% (10%–20%), 2 seeds',
    );
    expect(sweepHeadline([], metric)).toBe('');
  });
});
