import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { Problem } from '../../problem';
import { NO_ROW } from '../../sid/no-row';
import { cycleHistories, SIDS, SMALL } from './cycle.fixture';
import { RetrieverTrainer, type RetrieverRequest } from './retriever-trainer';
import type { RetrieverProgress } from './train-retriever';

const REQUEST: RetrieverRequest = { histories: cycleHistories(12), sids: SIDS, config: SMALL };
const SILENT = { onProgress: () => undefined };
const newRun = () => ({ device: createCpuDevice(), spend: () => Promise.resolve() });

test('goes on after a stop, on another device, to the same end', async () => {
  const whole = await new RetrieverTrainer().train(newRun(), REQUEST, SILENT);
  const trainer = new RetrieverTrainer();
  const stopAt = (last: number) => (progress: RetrieverProgress) => {
    if (progress.step === last) throw new Problem('CANCELLED', 'stopped', '');
  };
  await expect(trainer.train(newRun(), REQUEST, { onProgress: stopAt(5) })).rejects.toThrow(
    'stopped',
  );
  const told: number[] = [];
  const resumed = await trainer.train(newRun(), REQUEST, {
    onProgress: ({ step }) => told.push(step),
  });
  // The second epoch's checkpoint is of step 4.
  expect(told).toEqual([5, 6]);
  expect(resumed).toEqual(whole);
});

test('another request starts anew', async () => {
  const trainer = new RetrieverTrainer();
  const stop = ({ step }: RetrieverProgress) => {
    if (step === 5) throw new Problem('CANCELLED', 'stopped', '');
  };
  await expect(trainer.train(newRun(), REQUEST, { onProgress: stop })).rejects.toThrow('stopped');
  const told: number[] = [];
  const other = { ...REQUEST, config: { ...SMALL, seed: 1 } };
  await trainer.train(newRun(), other, { onProgress: ({ step }) => told.push(step) });
  expect(told[0]).toBe(1);
});

test('plans with a measured epoch, and counts unknown items', async () => {
  const { starts, rows } = cycleHistories(12);
  const plan = await new RetrieverTrainer().plan(newRun(), {
    ...REQUEST,
    histories: { starts, rows: rows.with(0, NO_ROW) },
  });
  expect(plan).toMatchObject({ unknown: 1, steps: 6 });
  expect(plan.secondsPerEpoch).toBeGreaterThan(0);
});

test.each([
  ['RETRIEVER_CONFIG', { ...REQUEST, config: { ...SMALL, epochs: 0 } }],
  [
    'HISTORY_TOO_SHORT',
    { ...REQUEST, histories: { starts: Uint32Array.of(0, 1), rows: Uint32Array.of(1) } },
  ],
  [
    'HISTORY_TOO_SHORT',
    { ...REQUEST, histories: { starts: Uint32Array.of(0, 3), rows: Uint32Array.of(1, 2, 3) } },
  ],
  [
    'HISTORY_FEW_KNOWN',
    {
      ...REQUEST,
      histories: { starts: Uint32Array.of(0, 3), rows: Uint32Array.of(1, NO_ROW, NO_ROW) },
    },
  ],
])('%s', async (code, request) => {
  const work = new RetrieverTrainer().train(newRun(), request, SILENT);
  await expect(work).rejects.toMatchObject({ code });
});
