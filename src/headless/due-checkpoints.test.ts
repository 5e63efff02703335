import { expect, test } from 'vitest';
import { dueCheckpoints } from './due-checkpoints';

test('after every epoch, and every half a minute', () => {
  let at = 5000;
  const isDue = dueCheckpoints(() => at);
  const told = (epoch: number, seconds: number) => {
    at += 1000 * seconds;
    return isDue({ epoch });
  };
  expect([told(1, 0), told(1, 29), told(1, 1), told(1, 1)]).toEqual([false, false, true, false]);
  expect([told(2, 1), told(2, 1), told(2, 30)]).toEqual([true, false, true]);
});
