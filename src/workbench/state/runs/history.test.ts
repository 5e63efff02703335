import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../problem';
import { recallBaseline, rememberBaseline } from './baseline-memory';
import { comparisonOf, ofOtherBits, ofOtherData } from './comparison';
import { runKey } from './record';
import {
  codesOf,
  deleteRuns,
  findRun,
  keepRun,
  loadRuns,
  pinBaseline,
  renameRun,
} from './runs-actions';
import { getRuns, MAX_PICKED, setRuns, sortRunsBy, togglePicked } from './runs-store';
import { resultFixture, runFixture, SLICE } from './runs.fixture';
import { sortRuns } from './sort-runs';
import { storageProblem } from './storage-problem';

beforeEach(() => {
  setRuns({ runs: [], picked: [], baseline: null, sort: { by: 'id', isDescending: true } });
});

describe('run history without IndexedDB', () => {
  it('keeps runs until reload, and says so once', async () => {
    await keepRun(resultFixture(), SLICE);
    const [run] = getRuns().runs;
    expect(getRuns().problem).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(run?.id).toBeLessThan(0);
    expect(await codesOf(run!.id)).toHaveLength(2);

    await renameRun(run!, 'mine');
    expect(getRuns().runs[0]?.name).toBe('mine');
    await loadRuns();
    expect(getRuns()).toMatchObject({ status: 'ready', runs: [{ name: 'mine' }] });

    togglePicked(run!.id);
    pinBaseline(run!.id);
    await deleteRuns([run!.id]);
    expect(getRuns()).toMatchObject({ runs: [], picked: [], baseline: null });
    expect(await codesOf(run!.id)).toBeNull();
  });

  it('does not keep twice what trained nothing, but lets it join a sweep', async () => {
    const result = resultFixture();
    const reused = {
      ...result,
      levels: result.levels.map((level) => ({ ...level, reused: true })),
    };
    await keepRun(result, SLICE);
    await keepRun(reused, SLICE, ['sweep']);
    expect(getRuns().runs).toMatchObject([{ sweeps: ['sweep'] }]);
    await keepRun(result, SLICE);
    expect(getRuns().runs).toHaveLength(2);
  });
});

describe('a run that a saved quantizer encoded', () => {
  it('is kept with its file, and is never taken for a trained one', async () => {
    await keepRun({ ...resultFixture(), encodedWith: 'codebooks.npz' }, SLICE);
    const [run] = getRuns().runs;
    expect(run?.encodedWith).toBe('codebooks.npz');
    expect(findRun(runKey(run!.config, run!.data, run!.adapter))).toBeUndefined();
  });
});

describe('picks, order and baseline', () => {
  it('picks up to the limit, the newest last', () => {
    for (let id = 1; id <= MAX_PICKED + 1; id++) togglePicked(id);
    expect(getRuns().picked).toEqual([2, 3, 4, 5, 6, 7]);
    togglePicked(4);
    expect(getRuns().picked).not.toContain(4);
  });

  it('turns the order round on the second press', () => {
    sortRunsBy('unique');
    expect(getRuns().sort).toEqual({ by: 'unique', isDescending: true });
    sortRunsBy('unique');
    expect(getRuns().sort).toEqual({ by: 'unique', isDescending: false });
  });

  it('sorts numbers and texts, missing numbers last but one way', () => {
    const runs = [3, Number.NaN, 1].map((seconds, at) => runFixture({ seconds, at }));
    const seconds = (isDescending: boolean) =>
      sortRuns(runs, (run) => run.seconds, isDescending).map((run) => run.seconds);
    expect(seconds(true)).toEqual([3, 1, Number.NaN]);
    const named = ['b', 'a'].map((name) => runFixture({ name }));
    expect(sortRuns(named, ({ name }) => name, false).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('remembers the baseline, and survives blocked storage', () => {
    const values = new Map<string, string>();
    const storage = {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    };
    rememberBaseline(7, storage);
    expect(recallBaseline(storage)).toBe(7);
    rememberBaseline(null, storage);
    expect(recallBaseline(storage)).toBeNull();
    rememberBaseline(7);
    expect(recallBaseline()).toBeNull();
  });
});

describe('comparison', () => {
  const a = runFixture({ id: 1 });
  const b = runFixture({ id: 2, config: { ...a.config, codebookSizes: [8, 2] } });
  const c = runFixture({
    id: 3,
    data: { ...a.data, fingerprint: 'bbbb' },
    config: { ...a.config, codebookSizes: [8, 8] },
  });
  const runs = [a, b, c];

  it('needs two runs; the baseline leads', () => {
    expect(comparisonOf(runs, [2], null)).toBeNull();
    expect(comparisonOf(runs, [], 1)).toBeNull();
    expect(comparisonOf(runs, [2, 9], null)).toBeNull();
    expect(comparisonOf(runs, [2, 3], null)).toEqual({ runs: [b, c], isPinned: false });
    expect(comparisonOf(runs, [3, 1], 1)).toEqual({ runs: [a, c], isPinned: true });
  });

  it('finds runs of other data and of other bits', () => {
    const comparison = comparisonOf(runs, [2, 3], 1)!;
    expect(ofOtherData(comparison)).toEqual([c]);
    // 8 × 2 codes are as many bits as 4 × 4.
    expect(ofOtherBits(comparison)).toEqual([c]);
  });
});

describe('storage problem', () => {
  it('names a full disk, and anything else', () => {
    const quota = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    expect(storageProblem(quota)).toMatchObject({ code: 'STORAGE_QUOTA' });
    expect(storageProblem(new Error('denied')).message).toContain('denied');
    expect(storageProblem('odd')).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    const own = new Problem('X', 'y', 'z');
    expect(storageProblem(own)).toBe(own);
  });
});
