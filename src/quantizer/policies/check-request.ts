import { Problem } from '../../problem';
import { collisionGroups } from '../../sid/policies/collision-groups';
import { overflowRows } from '../../sid/policies/overflow';
import { checkPolicy, type PolicyConfig } from '../../sid/policies/policy-config';
import type { Sids } from '../../sid/types';
import type { PolicyRequest } from './types';

/** Candidate codes and their distances at once: 512 MiB. */
const MAX_CANDIDATE_NUMBERS = 2 ** 26;
/** Distances of one prefix: with the costs and shares made of them some 128 MiB, and the longest step
 * that a cancel has to wait for. */
const MAX_GROUP_NUMBERS = 2 ** 23;

/** Whether the codes were read without vectors: such levels have no codewords. */
export function lacksVectors(levels: PolicyRequest['levels']): boolean {
  return levels.every(({ codebook }) => codebook.length === 0);
}

/** Throws what the user can mend: a value out of range, no levels, no encoder. */
export function checkRequest({ policy, config, levels, learned }: PolicyRequest): void {
  const problem = checkPolicy(policy);
  if (problem) throw new Problem(problem.code, problem.message, problem.hint);
  if (levels.length === 0) {
    throw new Problem(
      'NO_RUN',
      'There are no Semantic IDs yet to apply a policy to.',
      'Train first.',
    );
  }
  if ((policy.policy === 'knnCap' || policy.policy === 'sinkhorn') && lacksVectors(levels)) {
    throw new Problem(
      'POLICY_NO_VECTORS',
      'This policy measures distances, and these Semantic IDs were opened without vectors.',
      'Choose the suffix token or the random cap, or open the vectors of these items too.',
    );
  }
  const needsVectors = policy.policy !== 'keep' && policy.policy !== 'suffix';
  if (needsVectors && config.method === 'rqvae' && !learned) {
    throw new Problem(
      'POLICY_NO_ENCODER',
      'This policy measures distances in the space of the encoder, and a run that was stopped leaves no encoder behind.',
      'Train the run to its end, or choose the suffix token.',
    );
  }
}

/** Throws `POLICY_MEMORY`, with both numbers, for what would not fit. */
export function checkSize(policy: PolicyConfig, sids: Sids): void {
  const codes = sids.codebookSizes.at(-1) ?? 0;
  if (policy.policy === 'knnCap') {
    const rows = overflowRows(sids, policy).length;
    const candidates = Math.min(policy.candidates, codes - 1);
    if (rows * candidates <= MAX_CANDIDATE_NUMBERS) return;
    const most = Math.max(1, Math.floor(MAX_CANDIDATE_NUMBERS / rows));
    throw new Problem(
      'POLICY_MEMORY',
      `${count(rows)} items are over the cap; ${count(candidates)} candidates each are more than the ${count(MAX_CANDIDATE_NUMBERS)} that fit.`,
      `Ask for at most ${count(most)} candidates, or raise the cap.`,
    );
  }
  if (policy.policy === 'sinkhorn') {
    const largest = collisionGroups(sids).reduce((most, rows) => Math.max(most, rows.length), 0);
    if (largest * codes <= MAX_GROUP_NUMBERS) return;
    throw new Problem(
      'POLICY_MEMORY',
      `One prefix holds ${count(largest)} items; with ${count(codes)} codes it may hold ${count(Math.floor(MAX_GROUP_NUMBERS / codes))} to be solved at once.`,
      'Train more levels or larger codebooks, or choose a cap.',
    );
  }
}

const count = (value: number) => value.toLocaleString('en-US');
