import { oneOf, real, whole, wrong } from './option-values.mjs';

/** Options of --policy. Their defaults stand with the policy that they belong to. */
export const POLICY_OPTIONS = {
  policy: { type: 'string' },
  cap: { type: 'string' },
  candidates: { type: 'string' },
  'cap-rounds': { type: 'string' },
  'policy-seed': { type: 'string' },
  'policy-epsilon': { type: 'string' },
  'policy-iterations': { type: 'string' },
};

const MAX_SEED = 2 ** 32 - 1;

// The same bounds and defaults as src/sid/policies/policy-config.ts, which a plain Node script
// cannot import.
const CAP = {
  cap: { key: 'cap', value: (name, text = '5') => whole(name, text, 1, 100) },
  candidates: { key: 'candidates', value: (name, text = '200') => whole(name, text, 1, 200) },
  'cap-rounds': { key: 'maxRounds', value: (name, text = '100') => whole(name, text, 1, 1000) },
  'policy-seed': { key: 'seed', value: (name, text = '0') => whole(name, text, 0, MAX_SEED) },
};

const SINKHORN = {
  'policy-epsilon': {
    key: 'epsilon',
    value: (name, text = '0.003') => real(name, text, 0.0001, 1),
  },
  'policy-iterations': {
    key: 'iterations',
    value: (name, text = '50') => whole(name, text, 1, 1000),
  },
};

const POLICIES = {
  keep: { policy: 'keep', options: {} },
  suffix: { policy: 'suffix', options: {} },
  'knn-cap': { policy: 'knnCap', options: CAP },
  'random-cap': { policy: 'randomCap', options: CAP },
  sinkhorn: { policy: 'sinkhorn', options: SINKHORN },
};

/** An option that would do nothing is a mistake. */
function refuseStray(values, options, chosen) {
  const stray = Object.keys(POLICY_OPTIONS).find(
    (name) => name !== 'policy' && values[name] !== undefined && !(name in options),
  );
  if (stray === undefined) return;
  const owners = Object.keys(POLICIES).filter((name) => stray in POLICIES[name].options);
  const given = chosen === undefined ? 'there is none' : `not of ${chosen}`;
  throw wrong(`--${stray} is of --policy ${owners.join(' or ')}; ${given}.`);
}

/** The `PolicyConfig` (src/sid/policies/policy-config.ts) that is asked for; null if none. */
export function policyOf(values) {
  const { policy: chosen } = values;
  if (chosen === undefined) {
    refuseStray(values, {}, chosen);
    return null;
  }
  const { policy, options } = POLICIES[oneOf('policy', chosen, Object.keys(POLICIES))];
  refuseStray(values, options, chosen);
  const parameters = Object.entries(options).map(([name, { key, value }]) => [
    key,
    value(name, values[name]),
  ]);
  return { policy, ...Object.fromEntries(parameters) };
}
