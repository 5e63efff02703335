import type { PolicyName } from './policy-config';

/** What policies are called in files and on the command line. */
export const POLICY_FILE_NAMES: Readonly<Record<PolicyName, string>> = {
  keep: 'keep',
  suffix: 'suffix',
  knnCap: 'knn-cap',
  randomCap: 'random-cap',
  sinkhorn: 'sinkhorn',
};
