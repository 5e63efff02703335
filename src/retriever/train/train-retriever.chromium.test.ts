import { afterAll, expect, test } from 'vitest';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { watchBuffers } from '../../compute/webgpu/live-buffers.fixture';
import { cycleData, SMALL, train } from './cycle.fixture';
import { planRetriever } from './plan';
import { prepareTraining } from './prepare';
import type { RetrieverState } from './state';

const { peak, live } = watchBuffers();
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

test('all that the GPU holds at the peak, uniforms and readback too, is within 10 % of the plan', async () => {
  const sizes = { dModel: 64, dFf: 256 };
  const config = { ...SMALL, model: { ...SMALL.model, ...sizes }, epochs: 1, batchSize: 128 };
  const { bytes } = planRetriever(config, cycleData(config, 12), gpu.info);
  await train(config, { run });
  expect(peak() / bytes).toBeGreaterThan(1);
  expect(peak() / bytes).toBeLessThan(1.1);
  // The uniforms' alone is left.
  expect(live()).toBe(256 * 1024);
});
