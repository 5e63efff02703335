import { POLICY_FILE_NAMES } from '../sid/policies/file-names';
import type { AppliedPolicy } from '../worker/protocol';

/** "knn-cap: 812 moved, 0 unplaced, 64.8 % -> 99.1 % unique, distortion +0.93 %" */
export function policyLine({ policy, report, moved, unplaced, distance }: AppliedPolicy): string {
  const { before, after, extraDistortion } = report;
  const unique = [before, after].map(({ uniqueRatio }) => `${(100 * uniqueRatio).toFixed(1)} %`);
  const name = distance === 'cosine' ? 'cosine distance' : 'distortion';
  const cost = extraDistortion === null ? '' : `, ${name} ${signed(100 * extraDistortion)} %`;
  const counts = `${moved} moved, ${unplaced.length} unplaced`;
  return `${POLICY_FILE_NAMES[policy.policy]}: ${counts}, ${unique.join(' -> ')} unique${cost}`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}
