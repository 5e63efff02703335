import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import { metricsJson } from '../../quantizer/export';
import { exportableRun } from './export-actions';
import { trainedFixture } from './results.fixture';

const source = {
  dim: 2,
  codewordDim: 2,
  center: null,
  reconstruction: 0.1,
  learned: null,
  info: {
    device: 'cpu',
    adapter: 'CPU',
    software: true,
    limits: {},
    features: [],
    tuning: null,
  },
} as const;

describe('exportableRun', () => {
  it('is the run on the screen, cut to the L in hand', () => {
    const run = exportableRun({ ...trainedFixture(DEFAULT_CONFIG), source }, 2);
    if (!run) throw new Error('a whole run can be exported');
    expect(run.config.codebookSizes).toEqual([4, 4]);
    const metrics = JSON.parse(metricsJson(run)) as { n: number; levels: unknown[] };
    expect(run.seconds).toBe(2);
    expect(metrics.n).toBe(6);
    expect(metrics.levels).toHaveLength(2);
  });

  it('is nothing for a run that was stopped', () => {
    expect(exportableRun(trainedFixture(DEFAULT_CONFIG), 3)).toBeNull();
    expect(exportableRun(null, 3)).toBeNull();
  });
});
