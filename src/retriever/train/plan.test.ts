import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { watchMemory } from '../../compute/peak-memory.fixture';
import { cycleData, SMALL, train } from './cycle.fixture';
import { measureEpoch, planRetriever } from './plan';

test('states what training then allocates', async () => {
  const plan = planRetriever(SMALL, cycleData(SMALL, 12), createCpuDevice().info);
  expect(plan).toMatchObject({
    // Three special tokens and five codes.
    vocabulary: 8,
    ...{ users: 12, unknown: 0, stepsPerEpoch: 2, steps: 6 },
  });
  const { watched, peak } = watchMemory(createCpuDevice());
  const { weights } = await train(SMALL, {}, watched);
  expect(plan.bytes).toBe(peak());
  const numbers = [...weights.values()].reduce((sum, { length }) => sum + length, 0);
  expect(plan.parameters).toBe(numbers);
});

test.for([true, false])('names both sizes and a batch that fits, software %s', (software) => {
  const config = { ...SMALL, batchSize: 4096 };
  const data = cycleData(config, 12);
  const { largestBinding } = planRetriever(config, data, { software, limits: {} });
  const limits = { maxStorageBufferBindingSize: largestBinding / 3 };
  expect(() => planRetriever(config, data, { software, limits })).toThrow(
    /takes \d+ MiB.*up to \d+ MiB/,
  );
  expect(
    planRetriever({ ...config, batchSize: 1023 }, data, { software, limits }).bytes,
  ).toBeGreaterThan(0);
});

test('a trial leaves nothing behind', async () => {
  const device: Device = createCpuDevice();
  const run = { device, spend: () => Promise.resolve() };
  expect(await measureEpoch(run, SMALL, cycleData(SMALL, 12))).toBeGreaterThan(0);
  expect(device.memory.bytes).toBe(0);
});
