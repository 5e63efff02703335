import { orCancelled } from '../../problem';
import { capSteps } from '../../sid/policies/cap-buckets';
import { collisionGroups } from '../../sid/policies/collision-groups';
import { keep } from '../../sid/policies/keep';
import { overflowRows } from '../../sid/policies/overflow';
import type { PolicyConfig } from '../../sid/policies/policy-config';
import type { PolicyResult } from '../../sid/policies/policy-result';
import { randomCapSteps } from '../../sid/policies/random-cap';
import { sinkhorn } from '../../sid/policies/sinkhorn';
import { runStepsWithPauses } from '../../sid/policies/steps';
import { suffix } from '../../sid/policies/suffix';
import type { Sids } from '../../sid/types';
import type { JobContext } from '../assign';
import { prepareBeam } from '../beam/beam-kernels';
import { levelDistances, topCodes } from '../candidates';
import type { LevelQuery } from '../level-rows';
import { breather } from './breather';
import { batchedDistances } from './group-distances';
import type { PolicyProgress } from './types';

export interface SolveOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: PolicyProgress) => void) | undefined;
}

/** Brings the pure policy what it asks of the device: for the rows concerned, and no others. */
export async function solvePolicy(
  context: JobContext,
  policy: PolicyConfig,
  sids: Sids,
  query: LevelQuery | null,
  { signal, onProgress }: SolveOptions,
): Promise<PolicyResult> {
  if (query) {
    // The first time takes seconds on a software adapter; a cancel need not wait for it.
    onProgress?.({ phase: 'Compiling kernels', done: 0, total: 0 });
    await orCancelled(prepareBeam(context), signal);
  }
  const pauses = { signal, breathe: breather() };
  switch (policy.policy) {
    case 'keep':
      return keep(sids);
    case 'suffix':
      return suffix(sids);
    case 'randomCap':
      return runStepsWithPauses(randomCapSteps(sids, policy), pauses);
    case 'knnCap': {
      const rows = overflowRows(sids, policy);
      const { count, codes } = await topCodes(
        context,
        { ...required(query), rows },
        {
          count: policy.candidates,
          signal,
          onProgress: (done, total) =>
            onProgress?.({ phase: 'Finding nearest codes', done, total }),
        },
      );
      const place = new Map(Array.from(rows, (row, at) => [row, at]));
      onProgress?.({ phase: 'Placing items', done: 0, total: 0 });
      const candidatesOf = (row: number) => {
        const at = place.get(row)! * count;
        return codes.subarray(at, at + count);
      };
      return runStepsWithPauses(capSteps(sids, policy, candidatesOf), pauses);
    }
    case 'sinkhorn': {
      const distancesOf = batchedDistances(
        collisionGroups(sids),
        sids.codebookSizes.at(-1)!,
        (rows) => levelDistances(context, { ...required(query), rows }, { signal }),
      );
      return sinkhorn(sids, distancesOf, policy, {
        ...pauses,
        onProgress: (done, total) => onProgress?.({ phase: 'Re-encoding prefixes', done, total }),
      });
    }
  }
}

function required(query: LevelQuery | null): LevelQuery {
  if (!query) throw new Error('this policy needs vectors');
  return query;
}
