import { expect, test } from 'vitest';
import { kendall, spearman } from './rank-correlation';

test.each([
  { xs: [1, 2, 3], ys: [10, 20, 400], rho: 1, tau: 1 },
  { xs: [1, 2, 3], ys: [3, 2, 1], rho: -1, tau: -1 },
  // Differences of rank 1 1 1 1: 1 - 6 * 4 / (4 * 15). Pairs: 4 agree, 2 do not.
  { xs: [1, 2, 3, 4], ys: [2, 1, 4, 3], rho: 0.6, tau: 1 / 3 },
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5). Five of six pairs untied in x.
  { xs: [0, 5, 5, 9], ys: [1, 2, 3, 4], rho: Math.sqrt(0.9), tau: 5 / Math.sqrt(30) },
  // Ties in both: ranks 1.5 1.5 3 against 1 2.5 2.5: 0.75 / 1.5; one pair agrees, two untied each.
  { xs: [1, 1, 2], ys: [0, 7, 7], rho: 0.5, tau: 1 / 2 },
])('$xs against $ys', ({ xs, ys, rho, tau }) => {
  expect(spearman(xs, ys)).toEqual({
    n: xs.length,
    coefficient: expect.closeTo(rho, 12) as number,
  });
  expect(kendall(xs, ys)).toEqual({ n: xs.length, coefficient: expect.closeTo(tau, 12) as number });
  expect(spearman(ys, xs).coefficient).toBeCloseTo(rho, 12);
});

test.each([
  { xs: [], ys: [] },
  { xs: [1], ys: [2] },
  { xs: [3, 3, 3], ys: [1, 2, 3] },
  { xs: [1, 2], ys: [5, 5] },
])('not defined for $xs against $ys', ({ xs, ys }) => {
  expect(spearman(xs, ys)).toEqual({ n: xs.length, coefficient: null });
  expect(kendall(xs, ys)).toEqual({ n: xs.length, coefficient: null });
});

test('pairs without two finite values are left out, and counted out', () => {
  const xs = [1, NaN, 2, 3, 4];
  const ys = [1, 5, 2, Infinity, 3];
  expect(spearman(xs, ys)).toEqual({ n: 3, coefficient: 1 });
  expect(kendall(xs, ys)).toEqual({ n: 3, coefficient: 1 });
});

test('columns of two lengths are a bug', () => {
  expect(() => spearman([1], [])).toThrow('1 values against 0');
});
