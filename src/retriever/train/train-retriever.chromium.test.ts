import { afterAll, expect, test } from 'vitest';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { SMALL, train } from './cycle.fixture';
import { prepareTraining } from './prepare';
import type { RetrieverState } from './state';

const gpu = await createWebGpuDevice();
await prepareTraining(gpu, SMALL);
afterAll(() => gpu.destroy());

const run = { device: gpu, spend: () => Promise.resolve() };

test('follows the CPU, loss by loss', async () => {
  const webgpu = await train(SMALL, { run });
  const cpu = await train(SMALL);
  webgpu.history.steps.forEach((loss, step) => {
    expect(loss).toBeCloseTo(cpu.history.steps[step]!, 3);
  });
  expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
});

test('resumed it ends with the same bits', async () => {
  const states: RetrieverState[] = [];
  const whole = await train(SMALL, { run, onState: (state) => states.push(state) });
  expect(await train(SMALL, { run, resume: states[1]! })).toEqual(whole);
});
