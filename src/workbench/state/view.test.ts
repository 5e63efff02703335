import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import { trainedFixture } from './results.fixture';
import type { Trained } from './reuse';
import type { Run } from './store';
import { finishedView, isStale, shownResults, viewOf } from './view';

const facts = { n: 6, unavoidable: 0, stale: false, reconstruction: null };
const config = { ...DEFAULT_CONFIG, codebookSizes: [4, 4, 4] };
const trained = trainedFixture(config);
const [first, second] = trained.levels;
if (!first || !second) throw new Error('the fixture has three levels');

const during = (run: Run) => viewOf(finishedView(run.levels), run, trained, facts);

describe('view', () => {
  it('is empty before any run', () => {
    expect(viewOf(finishedView(shownResults(null, null, 3)), null, null, facts)).toBeNull();
  });

  it('cuts to the L in hand at once, with the metrics of that depth', () => {
    const view = viewOf(finishedView(shownResults(null, trained, 2)), null, trained, facts);
    expect(view?.levels).toHaveLength(2);
    expect(view?.sid?.depth).toBe(2);
    expect(view?.sizes).toEqual([4, 4]);
  });

  it('says when the knobs have moved, but not for fewer or more levels', () => {
    const sized = (...codebookSizes: number[]) => ({ ...config, codebookSizes });
    expect(isStale(trained, { ...config, seed: 5 })).toBe(true);
    expect(isStale(trained, sized(4, 8, 4))).toBe(true);
    expect(isStale(trained, sized(4))).toBe(false);
    expect(isStale(trained, sized(4, 4, 4, 4))).toBe(false);
    expect(isStale(null, config)).toBe(false);
  });

  it('of a saved quantizer answers its file, whatever the knobs say', () => {
    const encoded = { ...trained, source: { encodedWith: 'codebooks.npz' } as Trained['source'] };
    expect(isStale(encoded, { ...config, seed: 5 })).toBe(false);
    const view = viewOf(finishedView(shownResults(null, encoded, 2)), null, encoded, facts);
    expect(view?.encodedWith).toBe('codebooks.npz');
  });

  it('of a learned run that was stopped keeps its epochs, and has no reconstruction yet', () => {
    const epochs = [{ epoch: 1, losses: {}, uniqueRatio: 1, usage: [1], revived: 0 }];
    const learned: Trained = { ...trained, config: { ...config, method: 'rqvae' }, epochs };
    const view = viewOf(finishedView(shownResults(null, learned, 3)), null, learned, facts);
    expect(view?.epochs).toBe(epochs);
    expect(view?.reconstruction).toBeNull();
  });

  it('of a learned run at a lowered L says of how many levels its reconstruction is', () => {
    const source = { reconstruction: 0.5 } as Trained['source'];
    const learned: Trained = { ...trained, config: { ...config, method: 'rqvae' }, source };
    const at = (depth: number) =>
      viewOf(finishedView(shownResults(null, learned, depth)), null, learned, facts);
    expect(at(2)).toMatchObject({ reconstruction: 0.5, reconstructedLevels: 3 });
    expect(at(3)).toMatchObject({ reconstruction: 0.5, reconstructedLevels: null });
  });

  it('adds the level in training to the finished ones', () => {
    const live = { metrics: second.metrics, residualEnergy: 0.4, level: 2 };
    const view = during({ config, kept: 0, levels: [first], live, epochs: [], curve: [] });
    expect(view?.levels.map((level) => level.result !== null)).toEqual([true, false]);
    expect(view?.sid?.depth).toBe(1);
    expect(view?.sizes).toEqual([4, 4, 4]);
  });

  it('has no SID metrics before the first level is finished', () => {
    const live = { metrics: first.metrics, residualEnergy: 0.4, level: 1 };
    const view = during({ config, kept: 0, levels: [], live, epochs: [], curve: [] });
    expect(view?.levels).toHaveLength(1);
    expect(view?.sid).toBeNull();
    expect(view?.n).toBe(6);
  });
});
