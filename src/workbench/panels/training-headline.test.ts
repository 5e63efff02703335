import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import { curveOf } from '../state/curve';
import { trainedFixture } from '../state/results.fixture';
import { finishedView, type ViewLevel } from '../state/view';
import { trainingHeadline } from './training-headline';

const levels = finishedView(trainedFixture(DEFAULT_CONFIG).levels).levels;
const withCurves = (...histories: number[][]): ViewLevel[] =>
  histories.map((history, l) => ({ ...levels[l]!, curve: curveOf(history) }));

describe('training headline', () => {
  it('says that all have settled', () => {
    expect(trainingHeadline(withCurves([0.5, 0.4, 0.4], [0.3, 0.29999]))).toBe(
      'All 2 levels have settled: the last iteration gained less than 0.1%',
    );
    expect(trainingHeadline(withCurves([0.5, 0.5]))).toMatch(/^Level 1 has settled/);
  });

  it('names the level that still moves most', () => {
    expect(trainingHeadline(withCurves([0.5, 0.45], [0.4, 0.2]))).toBe(
      'Level 2 still fell by 50% in its last iteration, and 1 more still moves',
    );
  });

  it('does not judge a single iteration', () => {
    expect(trainingHeadline(withCurves([0.5]))).toMatch(/too few/);
    expect(trainingHeadline(withCurves([], []))).toMatch(/^Nothing was trained/);
  });

  it('follows the level in training', () => {
    const [first] = withCurves([0.5, 0.45]);
    expect(trainingHeadline([{ ...first!, result: null }])).toBe(
      'Level 1 leaves 45% after iteration 2',
    );
    expect(trainingHeadline([{ ...first!, curve: [], result: null }])).toMatch(/seeded/);
  });
});
