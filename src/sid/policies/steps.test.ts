import { expect, test } from 'vitest';
import { CANCELLED } from '../../problem';
import { runSteps, runStepsWithPauses, type Steps } from './steps';

function* countTo(end: number, done: number[]): Steps<number> {
  for (let i = 1; i <= end; i++) {
    done.push(i);
    yield;
  }
  return end;
}

test('in one go or with pauses, the result is the same', async () => {
  let pauses = 0;
  const breathe = () => {
    pauses += 1;
    return Promise.resolve();
  };
  expect(runSteps(countTo(3, []))).toBe(3);
  expect(await runStepsWithPauses(countTo(3, []), { breathe })).toBe(3);
  expect(pauses).toBe(3);
});

test('an abort that arrives in a pause ends the work there', async () => {
  const controller = new AbortController();
  const done: number[] = [];
  const breathe = () => {
    if (done.length === 2) controller.abort();
    return Promise.resolve();
  };
  const work = runStepsWithPauses(countTo(9, done), { signal: controller.signal, breathe });
  await expect(work).rejects.toMatchObject({ code: CANCELLED });
  expect(done).toEqual([1, 2]);
});
