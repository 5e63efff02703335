import { expect, test } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import type { Device } from '../compute/device';
import { Problem } from '../problem';
import { assignVariants, runAssignTrial } from './assign-trial';

/** A device whose compiler refuses some kernels. */
function refusing(refuses: (name: string) => boolean): Device {
  const device = createCpuDevice();
  return {
    ...device,
    prepare: ({ name }) =>
      refuses(name)
        ? Promise.reject(new Problem('GPU_SHADER', `${name} did not compile`, 'Report it.'))
        : Promise.resolve(),
  };
}

test('the trial goes on without a variant that does not compile', async () => {
  const device = refusing((name) => name === 'quantizer/assign-register');
  const others = assignVariants(device)
    .map(({ name }) => name)
    .slice(1);
  expect(others.length).toBeGreaterThan(0);
  const { variant, gflops } = await runAssignTrial(device);
  expect(Object.keys(gflops)).toEqual(others);
  expect(others).toContain(variant);
});

test('it fails as the compiler did where none compiles', async () => {
  const device = refusing((name) => name.startsWith('quantizer/assign-'));
  await expect(runAssignTrial(device)).rejects.toMatchObject({ code: 'GPU_SHADER' });
});
