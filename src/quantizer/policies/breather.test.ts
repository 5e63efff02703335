import { expect, test } from 'vitest';
import { breather } from './breather';

test('lets waiting messages in once its time has passed, and not before', async () => {
  let isIn = false;
  setTimeout(() => (isIn = true), 0);
  await breather(60_000)();
  expect(isIn).toBe(false);
  await breather(0)();
  expect(isIn).toBe(true);
});
