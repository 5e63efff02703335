import { describe, expect, it } from 'vitest';
import { EPOCH, runFixture } from '../../state/runs/runs.fixture';
import { curvesOf } from './run-curves';

const plain = runFixture();
const kMeans = {
  ...plain,
  levels: plain.levels.map((level) => ({ ...level, history: [0.5, 0.4] })),
};
const learned = { ...kMeans, epochs: [EPOCH, { ...EPOCH, epoch: 2, uniqueRatio: 0.8 }] };
const contrast = { accuracy: 0.3, temperatures: { pair: 1, cross: 1, self: 1 } };
const texts = (...runs: (typeof plain)[]) => curvesOf(runs).map(({ text }) => text);
const curve = (value: string) => curvesOf([kMeans, learned]).find((of) => of.value === value);

describe('training curves of runs', () => {
  it('are distortions by level where nothing is learned', () => {
    expect(texts(kMeans, kMeans)).toEqual(['Distortion, level 1', 'Distortion, level 2']);
  });

  it('are losses by name and figures of the shard where one run has them', () => {
    expect(texts(kMeans, learned)).toEqual([
      ...['Distortion, level 1', 'Distortion, level 2'],
      ...['Reconstruction loss', 'Commitment loss'],
      ...['Unique ratio', 'Usage, level 1', 'Usage, level 2'],
    ]);
    const paired = { ...learned, epochs: [{ ...EPOCH, contrast }] };
    expect(texts(paired)).toContain('Match accuracy');
  });

  it('are by epoch or by iteration, and empty for a run without', () => {
    const unique = curve('unique');
    expect(unique?.points(learned)).toEqual([
      [1, 0.75],
      [2, 0.8],
    ]);
    expect(unique?.points(kMeans)).toEqual([]);
    expect(unique?.xName).toBe('epoch');
    expect(curve('usage 1')?.points(learned)[0]).toEqual([1, 0.5]);
    expect(curve('distortion 1')?.points(kMeans)).toEqual([
      [1, 0.5],
      [2, 0.4],
    ]);
  });

  it('are none where nothing was trained', () => {
    expect(curvesOf([plain])).toEqual([]);
    expect(curvesOf([])).toEqual([]);
  });
});
