import { afterEach, expect, test, vi } from 'vitest';
import { openAdapter } from './adapter';

const device = { limits: {}, features: new Set<string>() };
const adapter = {
  limits: {},
  features: new Set<string>(),
  info: { vendor: 'maker', architecture: 'chip', description: '', isFallbackAdapter: false },
  requestDevice: () => Promise.resolve(device),
};

function answers(...adapters: unknown[]): { requestAdapter: () => Promise<unknown> } {
  const requestAdapter = vi.fn(() => Promise.resolve(adapters.shift() ?? null));
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  return { requestAdapter };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a first request that finds nothing is made once more', async () => {
  const { requestAdapter } = answers(null, adapter);
  expect((await openAdapter()).info.name).toBe('maker chip');
  expect(requestAdapter).toHaveBeenCalledTimes(2);
});

test('no adapter at all', async () => {
  const { requestAdapter } = answers();
  await expect(openAdapter()).rejects.toMatchObject({ code: 'GPU_UNAVAILABLE' });
  expect(requestAdapter).toHaveBeenCalledTimes(2);
});
