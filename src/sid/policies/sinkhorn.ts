import type { Sids } from '../types';
import { collisionGroups } from './collision-groups';
import { costGroup } from './cost-group';
import { lastLevel, withLastLevel } from './last-level';
import { sinkhornSteps } from './log-sinkhorn';
import type { SinkhornConfig } from './policy-config';
import { policyResult, type PolicyResult } from './policy-result';
import { roundSteps } from './round-plan';
import { runStepsWithPauses, type Pauses } from './steps';

/**
 * Distances of the last level's residual of each of `rows` to each of its K codewords, as the
 * quantizer assigns (squared, or 1 - cosine), row-major rows.length x K; all finite.
 */
export type GroupDistances = (rows: Uint32Array) => Float32Array | Promise<Float32Array>;

export interface SinkhornOptions extends Pauses {
  /** Prefixes solved, of those that have collisions. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Re-encodes the last level of every prefix that has collisions, all of its items at once, so that
 * no item moves onto a code that another item of the prefix keeps (LC-Rec's re-encode solves one
 * bucket at a time, blind to the codes taken around it). Entropic transport, then whole items: see
 * `logSinkhorn` and `roundPlan`. Items with bit-identical vectors are told apart as well. With more
 * items than codes in a prefix the codes are shared evenly and the items too many are `unplaced`.
 *
 * `distancesOf` is asked once for every prefix with collisions, in order of its first row, with
 * the rows ascending. Throws the cancelled problem between steps if the signal has fired.
 */
export async function sinkhorn(
  sids: Sids,
  distancesOf: GroupDistances,
  config: SinkhornConfig,
  { onProgress, ...pauses }: SinkhornOptions = {},
): Promise<PolicyResult> {
  const { codes: before, codebookSize } = lastLevel(sids);
  const groups = collisionGroups(sids);
  const after = before.slice();
  const unplaced: number[] = [];
  let rounds = 0;
  for (const [done, rows] of groups.entries()) {
    const group = costGroup(await distancesOf(rows.slice()), rows.length, codebookSize);
    const plan = await runStepsWithPauses(sinkhornSteps(group, config), pauses);
    const { codes, shared } = await runStepsWithPauses(roundSteps(group, plan.logShares), pauses);
    for (const [item, row] of rows.entries()) after[row] = codes[item]!;
    for (const item of shared) unplaced.push(rows[item]!);
    rounds = Math.max(rounds, plan.iterations);
    onProgress?.(done + 1, groups.length);
  }
  return policyResult(sids, withLastLevel(sids, after), { unplaced, rounds });
}
