import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../quantizer/config';
import type { RunResult } from '../../worker/protocol';
import { describeTraining, finishedLevels, keptLevels, mergeTrained } from './reuse';
import { trainedFixture } from './results.fixture';

const trained = trainedFixture();
const withSizes = (...codebookSizes: number[]): QuantizerConfig => ({
  ...DEFAULT_CONFIG,
  codebookSizes,
});

const run = (depth: number, config: QuantizerConfig): RunResult => ({
  config,
  n: 6,
  dim: 2,
  codewordDim: 2,
  levels: trained.levels.slice(0, depth),
  center: null,
  reconstruction: 0.1,
  learned: null,
  unavoidable: { items: 0, distinct: 6 },
  seconds: 1,
  info: {
    device: 'cpu',
    adapter: 'CPU',
    software: true,
    limits: {},
    features: [],
    tuning: null,
  },
});

describe('finishedLevels', () => {
  it('are those kept, but none of a learned run that was stopped', () => {
    const learned: QuantizerConfig = { ...withSizes(4, 4, 4), method: 'rqvae' };
    const stopped = { ...trained, config: learned };
    expect(keptLevels(stopped, learned)).toBe(3);
    expect(finishedLevels(stopped, learned)).toBe(0);
    expect(finishedLevels(mergeTrained(null, run(3, learned)), learned)).toBe(3);
    expect(finishedLevels(trained, withSizes(4, 4, 4))).toBe(3);
  });
});

describe('keptLevels', () => {
  it.each([
    ['fewer levels', withSizes(4, 4), 2],
    ['the same levels', withSizes(4, 4, 4), 3],
    ['more levels', withSizes(4, 4, 4, 8), 3],
    ['another K at level 2', withSizes(4, 8, 4), 1],
    ['another K at level 1', withSizes(8, 4, 4), 0],
    ['another seed', { ...withSizes(4, 4, 4), seed: 1 }, 0],
    ['another method', { ...withSizes(4, 4, 4), method: 'ema' as const }, 0],
    [
      'an EMA knob that Lloyd ignores',
      { ...withSizes(4, 4), ema: { ...DEFAULT_CONFIG.ema, decay: 0.5 } },
      2,
    ],
  ])('%s', (_, config, kept) => {
    expect(keptLevels(trained, config)).toBe(kept);
  });

  it('keeps nothing of what a saved quantizer encoded', () => {
    const source = { ...mergeTrained(null, run(3, withSizes(4, 4, 4))).source!, encodedWith: 'x' };
    expect(keptLevels({ ...trained, source }, withSizes(4, 4, 4))).toBe(0);
  });

  it('keeps nothing before the first run', () => {
    expect(keptLevels(null, withSizes(4))).toBe(0);
  });
});

describe('mergeTrained', () => {
  it('keeps deeper levels of the same prefix, so raising L again is instant', () => {
    expect(mergeTrained(trained, run(2, withSizes(4, 4))).levels).toHaveLength(3);
  });

  it('drops deeper levels of other settings', () => {
    const merged = mergeTrained(trained, run(2, { ...withSizes(4, 4), seed: 9 }));
    expect(merged.levels).toHaveLength(2);
    expect(merged.config.codebookSizes).toEqual([4, 4]);
  });
});

describe('describeTraining', () => {
  it.each([
    [0, 1, 'Trains level 1.'],
    [0, 3, 'Trains levels 1–3.'],
    [2, 3, 'Levels 1–2 kept, trains level 3.'],
    [1, 3, 'Level 1 kept, trains levels 2–3.'],
    [3, 3, 'All 3 levels are trained.'],
  ])('%d of %d kept: %s', (kept, levels, text) => {
    expect(describeTraining(kept, levels)).toBe(text);
  });
});
