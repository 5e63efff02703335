import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../../quantizer/config';
import { trainedFixture } from '../results.fixture';
import { SLICE, resultFixture } from '../runs/runs.fixture';
import { mergeTrained } from '../reuse';
import { getState, setState } from '../store';
import { restoreRun } from './restore-run';

const adopt = vi.fn(async () => undefined);
vi.mock('../clients', () => ({ engineClient: async () => ({ adopt }) }));

const finished = mergeTrained(null, resultFixture());
const { fingerprint } = SLICE;
const ready = (loaded: boolean) =>
  ({ status: 'ready', info: resultFixture().info, loaded }) as const;

beforeEach(() => {
  adopt.mockClear();
  setState({ slice: SLICE, trained: null, engine: ready(true) });
});

it('shows the levels and their settings, and the engine takes them over', async () => {
  restoreRun({ fingerprint, trained: finished });
  expect(getState().trained?.levels).toEqual(finished.levels);
  expect(getState().draft.levels).toBe(2);
  await vi.waitFor(() => expect(adopt).toHaveBeenCalledTimes(1));
  expect(adopt).toHaveBeenCalledWith(
    expect.objectContaining({ config: finished.config, n: 6, codewordDim: 2 }),
  );
});

it('waits for the engine, and gives it nothing once other rows are in use', async () => {
  setState({ engine: ready(false) });
  restoreRun({ fingerprint, trained: finished });
  expect(adopt).not.toHaveBeenCalled();
  setState({ engine: ready(true) });
  await vi.waitFor(() => expect(adopt).toHaveBeenCalledTimes(1));

  setState({ engine: ready(false) });
  restoreRun({ fingerprint, trained: finished });
  setState({ slice: { ...SLICE }, trained: null });
  setState({ engine: ready(true) });
  expect(adopt).toHaveBeenCalledTimes(1);
});

it('leaves levels of other vectors, and has a stopped run only shown', () => {
  restoreRun({ fingerprint: 'another', trained: finished });
  expect(getState().trained).toBeNull();
  restoreRun({ fingerprint, trained: trainedFixture(DEFAULT_CONFIG) });
  expect(getState().trained?.levels).toHaveLength(3);
  expect(adopt).not.toHaveBeenCalled();
});
