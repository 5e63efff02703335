import { afterAll, expect, test } from 'vitest';
import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import type { Device } from '../../../compute/device';
import { mismatches } from '../../../compute/mismatches.fixture';
import { createWebGpuDevice } from '../../../compute/webgpu/webgpu-device';
import { strideOf } from '../../../nn/kernels/layout';
import { prepareAttention, prepareNn } from '../../../nn/kernels';
import { CrossEntropy } from '../../../nn/losses/cross-entropy';
import { oddT5, randomWeights } from '../weights.fixture';
import { BATCH, modelOn, oracleLogits } from './t5-model.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

/** What a GPU would run: attention by batched products. */
const asGpu: Device = { ...gpu, info: { ...gpu.info, software: false } };
const DEVICES = [
  ['as it is', gpu],
  ['as a GPU', asGpu],
] as const;

const CONFIG = oddT5({ dKv: 8, feedForward: 'gated-gelu', dropout: 0.2 });
const WEIGHTS = randomWeights(CONFIG, 1);
const ROWS = BATCH.size * 4;

/** Logits and all gradients of one pass. */
async function passOn(device: Device, seed: number | undefined) {
  await Promise.all([
    prepareNn(device),
    prepareAttention(device, { headCols: CONFIG.dKv, backward: true }),
  ]);
  const arena = device.arena('t5');
  try {
    const run = { device, spend: () => Promise.resolve(), ...(seed === undefined ? {} : { seed }) };
    const { model, batch } = modelOn(device, arena, CONFIG, WEIGHTS);
    const cols = CONFIG.vocabSize;
    const loss = new CrossEntropy(arena, { rows: ROWS, cols, smoothing: 0.1 });
    const logits = await model.forward(run, batch);
    const found = await device.read(logits, ROWS * strideOf(cols));
    await loss.queue(run, { logits, label: batch.label, rows: ROWS, weight: 1 / 9 });
    await model.backward(run, batch);
    const gradients = [];
    for (const { gradient } of model.parameters) gradients.push(await device.read(gradient));
    return { logits: found, gradients };
  } finally {
    arena.dispose();
  }
}

test.each(DEVICES)('%s: logits are within 1e-3 of the Float64 reference', async (_name, device) => {
  const { logits } = await passOn(device, undefined);
  const wanted = oracleLogits(CONFIG, WEIGHTS);
  const stride = strideOf(CONFIG.vocabSize);
  const off = wanted.flatMap((row, r) =>
    row.map((z, c) => Math.abs(z - logits[(Math.floor(r / 3) * 4 + (r % 3)) * stride + c]!)),
  );
  expect(off).toHaveLength(9 * CONFIG.vocabSize);
  expect(Math.max(...off)).toBeLessThan(1e-3);
});

test.each([undefined, 7])('gradients agree with the CPU, dropout seed %s', async (seed) => {
  // The mask of dropout is the same whichever way attention is computed.
  for (const [, device] of DEVICES) {
    const webgpu = await passOn(device, seed);
    const cpu = await passOn(createCpuDevice(), seed);
    const tolerances = { a: { relative: 1e-3, absolute: 1e-4 } };
    webgpu.gradients.forEach((a, at) => {
      expect(mismatches({ a }, { a: cpu.gradients[at] }, tolerances)).toEqual([]);
    });
  }
});
