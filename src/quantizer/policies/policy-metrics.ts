import { POLICY_FILE_NAMES } from '../../sid/policies/file-names';
import type { PolicyConfig } from '../../sid/policies/policy-config';
import type { PolicyReport } from '../../sid/policies/policy-report';
import type { AppliedPolicy } from './types';

/** What metrics.json tells of a policy. */
export type PolicyRecord = Pick<
  AppliedPolicy,
  'policy' | 'moved' | 'prefixChanges' | 'unplaced' | 'rounds' | 'distance'
> & { readonly report: Pick<PolicyReport, 'before' | 'extraDistortion'> };

function parametersOf(config: PolicyConfig): Readonly<Record<string, number>> {
  switch (config.policy) {
    case 'keep':
    case 'suffix':
      return {};
    case 'knnCap':
    case 'randomCap': {
      const { cap, candidates, maxRounds, seed } = config;
      return { cap, candidates, max_rounds: maxRounds, seed };
    }
    case 'sinkhorn':
      return { epsilon: config.epsilon, iterations: config.iterations };
  }
}

/** The `policy` object of metrics.json; the SID metrics beside it are those after the policy. */
export function policyMetrics({ policy, report, ...counts }: PolicyRecord) {
  const { before, extraDistortion } = report;
  return {
    name: POLICY_FILE_NAMES[policy.policy],
    parameters: parametersOf(policy),
    moved: counts.moved,
    prefix_changes: counts.prefixChanges,
    unplaced: counts.unplaced.length,
    rounds: counts.rounds,
    distance: counts.distance,
    extra_distortion: extraDistortion,
    before: {
      unique: before.unique,
      unique_ratio: before.uniqueRatio,
      collision_rate: before.collisionRate,
      items_in_collision: before.itemsInCollision,
      max_bucket: before.maxBucket,
      sid_entropy_bits: before.sidEntropyBits,
      forge_gini: before.forgeGini,
    },
  };
}
