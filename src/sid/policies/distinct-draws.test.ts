import { expect, test } from 'vitest';
import { distinctDraws } from './distinct-draws';

test('distinct, in range, and a permutation when all are drawn', () => {
  const draw = distinctDraws(20);
  for (let seed = 0; seed < 50; seed++) {
    const some = draw(7, seed);
    expect(new Set(some).size).toBe(7);
    expect(Math.max(...some)).toBeLessThan(20);
    expect(draw(99, seed).toSorted()).toEqual(Uint32Array.from({ length: 20 }, (_, i) => i));
  }
});

test('a draw does not depend on the draws before it', () => {
  const draw = distinctDraws(100);
  const first = draw(10, 4);
  draw(60, 5);
  expect(draw(10, 4)).toEqual(first);
  expect(distinctDraws(100)(10, 4)).toEqual(first);
  expect(draw(10, 5)).not.toEqual(first);
});

test('every number comes equally often at every place', () => {
  const draw = distinctDraws(5);
  const counts = Array.from({ length: 2 }, () => new Uint32Array(5));
  for (let seed = 0; seed < 5000; seed++) {
    draw(2, seed).forEach((number, place) => (counts[place]![number]! += 1));
  }
  // 1000 expected each, standard deviation 28.
  for (const count of counts.flatMap((of) => [...of])) {
    expect(Math.abs(count - 1000)).toBeLessThan(4 * 28.3);
  }
});

test('nothing to draw from', () => {
  expect(distinctDraws(0)(5, 1)).toEqual(new Uint32Array(0));
});
