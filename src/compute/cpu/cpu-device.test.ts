import { describe, expect, test } from 'vitest';
import { keepsDeviceContract, scaleAndStep } from '../device-contract.fixture';
import { createCpuDevice } from './cpu-device';

describe('the CPU device', () => {
  keepsDeviceContract(() => Promise.resolve(createCpuDevice()));

  test('says plainly that it is one', () => {
    expect(createCpuDevice().info).toMatchObject({ kind: 'cpu', software: true });
  });

  test('rounds f32 params as a uniform buffer would', async () => {
    const device = createCpuDevice();
    const element = device.arena('test').tensor('element', 'f32', 1);
    device.write(element, Float32Array.of(2 ** 30));
    const params = { count: 1, factor: 0.99, step: 0 };
    device.run(scaleAndStep, { tensors: { element }, params });
    const rounded = Math.fround(2 ** 30 * Math.fround(0.99));
    expect(rounded).not.toBe(Math.fround(2 ** 30 * 0.99 * 0.99));
    expect((await device.read(element))[0]).toBe(rounded);
  });
});
