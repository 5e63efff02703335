import { afterAll, describe, expect, test } from 'vitest';
import { keepsDeviceContract, scaleAndStep } from '../device-contract.fixture';
import type { Kernel } from '../kernel';
import { Problem } from '../../problem';
import { createWebGpuDevice } from './webgpu-device';

describe('the WebGPU device', () => {
  keepsDeviceContract(createWebGpuDevice);
});

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

test('says what it runs on and how much fits', () => {
  expect(gpu.info.kind).toBe('webgpu');
  expect(gpu.info.name).not.toBe('');
  expect(gpu.info.limits['maxStorageBufferBindingSize']).toBeGreaterThanOrEqual(128 * 2 ** 20);
});

describe('a kernel that does not compile', () => {
  const wgsl = ['// line 1', '// line 2', 'fn main() { let x: u32 = no_such_name; }'].join('\n');
  const broken = { ...scaleAndStep, name: 'test/broken', wgsl };

  const problemOf = async (kernel: Kernel): Promise<Problem> => {
    const thrown: unknown = await gpu.prepare(kernel).catch((error: unknown) => error);
    if (!(thrown instanceof Problem)) throw new Error(`no Problem but ${String(thrown)}`);
    return thrown;
  };

  test('is a GPU_SHADER problem that names file, line and cause', async () => {
    const { code, message, hint } = await problemOf(broken);
    expect(code).toBe('GPU_SHADER');
    expect(message).toContain('test/broken.wgsl:3:');
    expect(message).toContain('no_such_name');
    expect(hint).not.toBe('');
  });

  test('is reported again when asked again, and forgotten once it compiles', async () => {
    expect((await problemOf(broken)).code).toBe('GPU_SHADER');
    await gpu.prepare({ ...broken, wgsl: scaleAndStep.wgsl });
    await gpu.flush();
  });

  test('a group larger than the adapter allows is one too, and leaves no stray error', async () => {
    const thrown = gpu.prepare(scaleAndStep, { GROUP: 1_000_000 });
    await expect(thrown).rejects.toMatchObject({ code: 'GPU_SHADER' });
    await gpu.flush();
  });

  test('others that compile meanwhile are not touched by it', async () => {
    const [bad, good] = await Promise.allSettled([
      problemOf({ ...broken, name: 'test/also-broken' }),
      gpu.prepare(scaleAndStep, { GROUP: 8 }),
    ]);
    expect(bad.status).toBe('fulfilled');
    expect(good.status).toBe('fulfilled');
    await gpu.flush();
  });
});

test('a kernel must be prepared before it runs', () => {
  const arena = gpu.arena('test');
  const element = arena.tensor('element', 'f32', 1);
  const params = { count: 1, factor: 1, step: 1 };
  expect(() =>
    gpu.run(scaleAndStep, { tensors: { element }, params, overrides: { GROUP: 2 } }),
  ).toThrow('before it was prepared');
  arena.dispose();
});

describe('a stray GPU error', () => {
  /** No adapter can hold it: creating the buffer fails validation. */
  const tooLong = gpu.info.limits['maxBufferSize']! / 4 + 1;

  test('is thrown by the next flush, once', async () => {
    const arena = gpu.arena('test');
    arena.tensor('too-long', 'f32', tooLong);
    await expect(gpu.flush()).rejects.toMatchObject({ code: 'GPU_ERROR' });
    arena.dispose();
    await gpu.flush();
    expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  test('is not swallowed by a kernel that compiles meanwhile', async () => {
    const preparing = gpu.prepare(scaleAndStep, { GROUP: 16 });
    const arena = gpu.arena('test');
    arena.tensor('too-long', 'f32', tooLong);
    await preparing;
    await expect(gpu.flush()).rejects.toMatchObject({ code: 'GPU_ERROR' });
    arena.dispose();
    await gpu.flush();
  });
});
