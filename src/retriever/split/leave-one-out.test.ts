import { expect, test } from 'vitest';
import { heldOutCase, leaveOneOut, trainingCounts, trainingPrefix } from './leave-one-out';
import { historiesOf } from './split.fixture';

const SPLIT = leaveOneOut(historiesOf([5, 6, 7, 8], [], [1, 2], [3, 4, 5]));

test('last is test, second last is validation, the rest is training', () => {
  expect(trainingPrefix(SPLIT, 0)).toEqual(Uint32Array.of(5, 6));
  expect(heldOutCase(SPLIT, 0, 'validation')).toEqual({
    history: Uint32Array.of(5, 6),
    target: 7,
  });
  expect(heldOutCase(SPLIT, 0, 'test')).toEqual({ history: Uint32Array.of(5, 6, 7), target: 8 });
});

test('three interactions are the shortest that are evaluated', () => {
  expect(heldOutCase(SPLIT, 3, 'validation')).toEqual({ history: Uint32Array.of(3), target: 4 });
  expect(SPLIT.evaluated).toEqual(Uint32Array.of(0, 3));
  expect(SPLIT.tooShort).toBe(2);
});

test('shorter histories are for training whole', () => {
  expect(trainingPrefix(SPLIT, 1)).toEqual(new Uint32Array(0));
  expect(trainingPrefix(SPLIT, 2)).toEqual(Uint32Array.of(1, 2));
});

test('popularity counts training interactions only', () => {
  expect(trainingCounts(SPLIT, 9)).toEqual(Uint32Array.of(0, 1, 1, 1, 0, 1, 1, 0, 0));
});

test('no users', () => {
  expect(leaveOneOut(historiesOf())).toMatchObject({ evaluated: new Uint32Array(0), tooShort: 0 });
});
