import type { CostGroup } from './cost-group';
import type { SinkhornConfig } from './policy-config';
import { updateCodes, updateItems } from './potentials';
import { runSteps, type Steps } from './steps';

export interface TransportPlan {
  /** Iterations until the potentials stood still, or the limit. */
  readonly iterations: number;
  /** Row-major n x m: log of the share of the item that goes to the code, <= 0 up to rounding. */
  readonly logShares: Float64Array;
}

/** The potentials stand still when none moves by more than this share of epsilon. */
const TOLERANCE = 1e-6;

/**
 * Entropic transport of the items of one prefix to its codes, in the log domain:
 *
 *   min  sum_ij P_ij c_ij + epsilon * sum_ij P_ij (log P_ij - 1)
 *   with sum_j P_ij = 1 for every item, floor(n/K) <= sum_i P_ij <= ceil(n/K) for every code.
 *
 * So a code need not be used while n < K, all are used once for n = K, and beyond that the plan is
 * as even as whole items can be. With P_ij = exp((f_i + g_j - c_ij) / epsilon) each step maximises
 * the dual over one side exactly (Benamou et al. 2015, iterative Bregman projections, here with two
 * bounds on one side). exp only ever sees a difference to the largest exponent, so no finite
 * distance overflows it.
 *
 * Epsilon falls from 1 to its value over the first half of the iterations: with the value from the
 * start a potential rises by epsilon * log n an iteration at most and would need hundreds of them
 * to cross a cost of 1.
 */
export function logSinkhorn(group: CostGroup, config: SinkhornConfig): TransportPlan {
  return runSteps(sinkhornSteps(group, config));
}

/** The same, two steps an iteration: a large prefix takes long, and a cancel must not wait for it. */
export function* sinkhornSteps(
  { items, codebookSize, columns, costs }: CostGroup,
  { epsilon, iterations }: SinkhornConfig,
): Steps<TransportPlan> {
  const bounds = {
    low: Math.log(Math.floor(items / codebookSize)),
    high: Math.log(Math.ceil(items / codebookSize)),
  };
  const f = new Float64Array(items);
  const g = new Float64Array(columns.length);
  const annealing = Math.floor(iterations / 2);
  let done = 0;
  let change = Infinity;
  while (done < iterations && (done <= annealing || change > TOLERANCE * epsilon)) {
    const current = done < annealing ? epsilon ** (done / annealing) : epsilon;
    updateItems(costs, f, g, current);
    yield;
    change = updateCodes(costs, f, g, current, bounds);
    done += 1;
    yield;
  }
  // Items last: the shares of each item sum to 1, so those of different items compare.
  updateItems(costs, f, g, epsilon);
  const logShares = new Float64Array(costs.length);
  for (let item = 0, at = 0; item < items; item++) {
    for (const potential of g) {
      logShares[at] = (f[item]! + potential - costs[at]!) / epsilon;
      at += 1;
    }
  }
  return { iterations: done, logShares };
}
