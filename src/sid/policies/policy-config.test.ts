import { expect, test } from 'vitest';
import { DEFAULT_POLICIES, checkPolicy, type PolicyConfig } from './policy-config';

const { knnCap, randomCap, sinkhorn } = DEFAULT_POLICIES;

test('the defaults are in range, and named by their key', () => {
  for (const [name, config] of Object.entries(DEFAULT_POLICIES)) {
    expect(config.policy).toBe(name);
    expect(checkPolicy(config)).toBeNull();
  }
});

test.each<PolicyConfig>([
  { ...knnCap, cap: 1, candidates: 1, maxRounds: 1, seed: 0 },
  { ...randomCap, cap: 100, candidates: 200, maxRounds: 1000, seed: 2 ** 32 - 1 },
  { ...sinkhorn, epsilon: 1e-4, iterations: 1 },
  { ...sinkhorn, epsilon: 1, iterations: 1000 },
])('$policy at its bounds is possible', (config) => {
  expect(checkPolicy(config)).toBeNull();
});

test.each<{ config: PolicyConfig; code: string }>([
  { config: { ...knnCap, cap: 0 }, code: 'POLICY_CAP' },
  { config: { ...randomCap, cap: 101 }, code: 'POLICY_CAP' },
  { config: { ...knnCap, cap: 2.5 }, code: 'POLICY_CAP' },
  { config: { ...knnCap, cap: NaN }, code: 'POLICY_CAP' },
  { config: { ...knnCap, candidates: 0 }, code: 'POLICY_CANDIDATES' },
  { config: { ...knnCap, candidates: 201 }, code: 'POLICY_CANDIDATES' },
  { config: { ...randomCap, maxRounds: 0 }, code: 'POLICY_ROUNDS' },
  { config: { ...randomCap, maxRounds: Infinity }, code: 'POLICY_ROUNDS' },
  { config: { ...knnCap, seed: -1 }, code: 'POLICY_SEED' },
  { config: { ...knnCap, seed: 2 ** 32 }, code: 'POLICY_SEED' },
  { config: { ...sinkhorn, epsilon: 0 }, code: 'POLICY_EPSILON' },
  { config: { ...sinkhorn, epsilon: 1.01 }, code: 'POLICY_EPSILON' },
  { config: { ...sinkhorn, epsilon: NaN }, code: 'POLICY_EPSILON' },
  { config: { ...sinkhorn, iterations: 1001 }, code: 'POLICY_ITERATIONS' },
])('$code for $config', ({ config, code }) => {
  expect(checkPolicy(config)?.code).toBe(code);
});

test('the text says what was asked for and what is possible', () => {
  expect(checkPolicy({ ...knnCap, cap: 0 })).toEqual({
    code: 'POLICY_CAP',
    message: 'The cap of items a SID is 0; it must be a whole number, 1 to 100.',
    hint: 'Choose a whole number in 1 to 100.',
  });
  expect(checkPolicy({ ...sinkhorn, epsilon: 2 })?.message).toBe(
    'Epsilon is 2; it must be a number, 0.0001 to 1.',
  );
});
