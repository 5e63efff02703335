import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import type { EpochReport, TrainProgress } from '../../worker/protocol';
import { trainedFixture } from './results.fixture';
import { advance } from './run-progress';
import type { Run } from './store';

const { levels } = trainedFixture();
const report = (epoch: number): EpochReport => ({
  ...{ epoch, losses: {}, uniqueRatio: 1, usage: [1], revived: 0 },
});
const after = (epoch: number): TrainProgress => ({
  ...{ phase: 'Training', level: 1, levels: 3, iteration: epoch, iterations: 4, fraction: 0.5 },
  ...{ etaSeconds: null, live: null, finished: null, snapshot: { report: report(epoch), levels } },
});
const resumed: Run = {
  ...{ config: DEFAULT_CONFIG, kept: 0, levels: [], live: null, curve: [] },
  epochs: [report(1), report(2)],
};

it('a learned run that goes on adds to its epochs; one that starts anew drops them', () => {
  const epochsOf = (run: Run) => run.epochs.map(({ epoch }) => epoch);
  expect(epochsOf(advance(resumed, after(3)))).toEqual([1, 2, 3]);
  expect(epochsOf(advance(resumed, after(1)))).toEqual([1]);
  expect(advance(resumed, after(3)).levels).toBe(levels);
});

it('a level that the engine has kept is added where it is not at hand', () => {
  const [first] = levels;
  if (!first) throw new Error('the fixture has levels');
  const kept: TrainProgress = {
    ...after(0),
    ...{ level: 1, snapshot: null, finished: { ...first, reused: true } },
  };
  expect(advance(resumed, kept).levels).toHaveLength(1);
  const atHand: Run = { ...resumed, levels };
  expect(advance(atHand, kept)).toBe(atHand);
});
