import type { Agreement } from '../rounds/contender';
import type { AssignTask } from './task';

/** Relative to |x|^2 + |c|^2: some 30 float32 roundings, the sum over a few hundred components. */
const TIE = 2e-6;
/** Plain JavaScript does about 1e9 a second. */
const BUDGET_FLOPS = 4e8;

/**
 * How far `codes` are the nearest codewords, by a Float64 search; a tie is another code within TIE of
 * the smallest distance.
 */
export function agreement(task: AssignTask, codes: ArrayLike<number>): Agreement {
  const step = Math.max(1, Math.ceil((2 * task.rows * task.dim * task.codes) / BUDGET_FLOPS));
  let [checked, equal, ties] = [0, 0, 0];
  for (let row = 0; row < task.rows; row += step) {
    const code = codes[row] ?? -1;
    const best = nearest(task, row);
    checked += 1;
    if (code === best.code) equal += 1;
    else if (distance(task, row, code) - best.distance <= TIE * scale(task, row, code)) ties += 1;
  }
  return { what: 'codes', checked, ties, wrong: checked - equal - ties };
}

function nearest(task: AssignTask, row: number): { code: number; distance: number } {
  let best = { code: 0, distance: Infinity };
  for (let code = 0; code < task.codes; code++) {
    const d = distance(task, row, code);
    if (d < best.distance) best = { code, distance: d };
  }
  return best;
}

/** |x - c|^2 in Float64; NaN for a code outside the codebook, which no tie accepts. */
function distance({ dim, points, codebook }: AssignTask, row: number, code: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) {
    const difference = points[row * dim + d]! - codebook[code * dim + d]!;
    sum += difference * difference;
  }
  return sum;
}

function scale({ dim, points, codebook }: AssignTask, row: number, code: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) sum += points[row * dim + d]! ** 2 + codebook[code * dim + d]! ** 2;
  return sum;
}
