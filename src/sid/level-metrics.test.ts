import { expect, test } from 'vitest';
import { levelMetrics, liveLevelMetrics } from './level-metrics';

test('a level of four codes, one unused', () => {
  const metrics = levelMetrics(Uint32Array.of(3, 2, 1, 0), {
    bitsBefore: 1,
    bitsAfter: 1.75,
    distinct: 5,
  });
  expect(metrics).toMatchObject({
    codebookSize: 4,
    used: 3,
    dead: 1,
    usage: 0.75,
    conditionalEntropyBits: 0.75,
    cumulativeEntropyBits: 1.75,
    distinctPrefixes: 5,
  });
  expect(metrics.entropyBits).toBeCloseTo(1.459148, 6);
  expect(metrics.normalizedEntropy).toBeCloseTo(0.729574, 6);
  expect(metrics.perplexity).toBeCloseTo(2 ** 1.459148, 5);
  expect(metrics.gini).toBeCloseTo(5 / 12, 12);
});

test('live metrics stand for the level alone', () => {
  const metrics = liveLevelMetrics(Uint32Array.of(2, 0, 1, 1));
  expect(metrics.entropyBits).toBe(1.5);
  expect(metrics.conditionalEntropyBits).toBe(1.5);
  expect(metrics.cumulativeEntropyBits).toBe(1.5);
  expect(metrics.distinctPrefixes).toBe(3);
});

test('a codebook of one code', () => {
  const metrics = liveLevelMetrics(Uint32Array.of(9));
  expect(metrics).toMatchObject({
    used: 1,
    dead: 0,
    usage: 1,
    entropyBits: 0,
    normalizedEntropy: 1,
    perplexity: 1,
    gini: 0,
  });
});

test('no items: every code is dead and nothing is NaN', () => {
  const metrics = liveLevelMetrics(new Uint32Array(4));
  expect(metrics).toMatchObject({
    used: 0,
    dead: 4,
    usage: 0,
    entropyBits: 0,
    normalizedEntropy: 0,
    perplexity: 1,
    gini: 0,
    distinctPrefixes: 0,
  });
});

test('rounding never makes conditional entropy negative', () => {
  const metrics = levelMetrics(Uint32Array.of(1), {
    bitsBefore: 2 + 1e-15,
    bitsAfter: 2,
    distinct: 4,
  });
  expect(metrics.conditionalEntropyBits).toBe(0);
});
