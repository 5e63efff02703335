import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Arena, Device, Tensor } from '../../compute/device';
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

test('a loss that is no number stops it at its step; the checkpoint of before is gone on with', async () => {
  const whole = await new RetrieverTrainer().train(newRun(), REQUEST, SILENT);
  const trainer = new RetrieverTrainer();
  const device = createCpuDevice();
  const made: Tensor[] = [];
  const watched = Object.create(device, {
    arena: {
      value: (label: string): Arena => {
        const arena = device.arena(label);
        return {
          ...arena,
          tensor: (...asked) => {
            const tensor = arena.tensor(...asked);
            made.push(tensor);
            return tensor;
          },
        };
      },
    },
  }) as Device;
  const spoil = ({ step }: RetrieverProgress) => {
    const weights = made.find(({ label }) => label.startsWith('shared.weight')) as Tensor<'f32'>;
    if (step === 5) device.write(weights, new Float32Array(weights.length).fill(Number.NaN));
  };
  const run = { device: watched, spend: () => Promise.resolve() };
  await expect(trainer.train(run, REQUEST, { onProgress: spoil })).rejects.toMatchObject({
    code: 'RETRIEVER_DIVERGED',
    message: 'The loss is no longer a number at step 6.',
  });
  expect(trainer.checkpoint?.state.step).toBe(4);
  expect(await trainer.train(newRun(), REQUEST, SILENT)).toEqual(whole);
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
