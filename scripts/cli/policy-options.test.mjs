import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '../../src/sid/policies/policy-config';
import { HELP } from './help.mjs';
import { parseOptions } from './options.mjs';
import { POLICY_OPTIONS } from './policy-options.mjs';

const parse = (flags) => parseOptions(`train a.npy --out o ${flags}`.trim().split(' '));
const policyOf = (flags) => parse(flags).request.policy;

describe('--policy', () => {
  test('absent: none', () => {
    expect(policyOf('')).toBeNull();
  });

  test.each([
    ['keep', 'keep'],
    ['suffix', 'suffix'],
    ['knn-cap', 'knnCap'],
    ['random-cap', 'randomCap'],
    ['sinkhorn', 'sinkhorn'],
  ])('%s has the defaults of the page', (name, policy) => {
    expect(policyOf(`--policy ${name}`)).toEqual(DEFAULT_POLICIES[policy]);
  });

  test('takes its parameters', () => {
    expect(
      policyOf('--policy knn-cap --cap 1 --candidates 50 --cap-rounds 9 --policy-seed 7'),
    ).toEqual({ policy: 'knnCap', cap: 1, candidates: 50, maxRounds: 9, seed: 7 });
    expect(policyOf('--policy sinkhorn --policy-epsilon 0.01 --policy-iterations 80')).toEqual({
      policy: 'sinkhorn',
      epsilon: 0.01,
      iterations: 80,
    });
  });

  test.each([
    ['--policy none', 'none of keep, suffix, knn-cap, random-cap, sinkhorn'],
    ['--policy knn-cap --cap 0', '--cap 0 is not a whole number from 1 to 100'],
    ['--policy knn-cap --cap 101', 'from 1 to 100'],
    ['--policy random-cap --candidates 201', 'from 1 to 200'],
    ['--policy sinkhorn --policy-epsilon 0', 'from 0.0001 to 1'],
    ['--policy sinkhorn --cap 5', '--cap is of --policy knn-cap or random-cap; not of sinkhorn'],
    ['--cap 5', '--cap is of --policy knn-cap or random-cap; there is none'],
    ['--policy keep --policy-iterations 5', '--policy-iterations is of --policy sinkhorn'],
  ])('"%s" is refused', (flags, message) => {
    expect(() => parse(flags)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

test('the bounds are those of the policies', () => {
  const url = new URL('../../src/sid/policies/policy-config.ts', import.meta.url);
  const source = readFileSync(url, 'utf8');
  for (const bounds of [
    "SID', 1, 100)",
    "lists', 1, 200)",
    "rounds', 1, 1000)",
    'min: 1e-4, max: 1,',
    "iterations', 1, 1000)",
  ]) {
    expect(source).toContain(bounds);
  }
});

test('the help names every option', () => {
  const missing = Object.keys(POLICY_OPTIONS).filter((name) => !HELP.includes(`--${name}`));
  expect(missing).toEqual([]);
});
