import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CANCELLED, Problem } from '../problem';
import { withRetries } from './retry';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failing = (code: string, times: number) =>
  vi.fn(async () => {
    if (times-- > 0) throw new Problem(code, 'It failed.', 'Try again.');
    return 'bytes';
  });

it('what may pass is tried again, twice', async () => {
  const work = failing('REMOTE_CUT', 2);
  const result = withRetries(work, undefined);
  await vi.runAllTimersAsync();
  expect(await result).toBe('bytes');
  expect(work).toHaveBeenCalledTimes(3);
});

it('and then told', async () => {
  const work = failing('REMOTE_SERVER', 3);
  const told = expect(withRetries(work, undefined)).rejects.toMatchObject({
    code: 'REMOTE_SERVER',
  });
  await vi.runAllTimersAsync();
  await told;
  expect(work).toHaveBeenCalledTimes(3);
});

it('what will not pass is told at once', async () => {
  const work = failing('REMOTE_CHANGED', 1);
  await expect(withRetries(work, undefined)).rejects.toMatchObject({ code: 'REMOTE_CHANGED' });
  expect(work).toHaveBeenCalledTimes(1);
});

it('a cancel does not wait', async () => {
  const controller = new AbortController();
  const work = failing('REMOTE_CUT', 9);
  const reading = withRetries(work, controller.signal);
  const told = expect(reading).rejects.toMatchObject({ code: CANCELLED });
  await vi.advanceTimersByTimeAsync(100);
  controller.abort();
  await told;
  expect(work).toHaveBeenCalledTimes(1);
});
