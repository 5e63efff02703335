import { sidMetrics } from '../metrics';
import type { SidMetrics, Sids } from '../types';
import type { PolicyResult } from './policy-result';

/**
 * Distance of each row to its codeword at the last of the original levels, squared or 1 - cosine: as
 * a function of (row, code), or as two arrays of length n for the codes before and after.
 */
export type RowDistortion =
  | ((row: number, code: number) => number)
  | { readonly before: ArrayLike<number>; readonly after: ArrayLike<number> };

const COMPARED = [
  'depth',
  'unique',
  'uniqueRatio',
  'collisionRate',
  'itemsInCollisionCount',
  'itemsInCollision',
  'maxBucket',
  'meanBucket',
  'sidEntropyBits',
  'forgeGini',
  'space',
  'fill',
] as const satisfies readonly (keyof SidMetrics)[];

/** After - before, of every metric that is one number; n never changes. */
export type SidMetricsDelta = Readonly<Record<(typeof COMPARED)[number], number>>;

export interface PolicyReport {
  readonly before: SidMetrics;
  readonly after: SidMetrics;
  readonly delta: SidMetricsDelta;
  /**
   * Sum of the distances after / before - 1: what the policy costs in fidelity. 0 if both
   * sums are 0, Infinity if only the one before is; null if no distances were given.
   */
  readonly extraDistortion: number | null;
}

/** What a policy changed. `before` are the SIDs that it was applied to. */
export function policyReport(
  before: Sids,
  { sids: after }: PolicyResult,
  rowDistortion?: RowDistortion,
): PolicyReport {
  const metrics = { before: wholeSid(before), after: wholeSid(after) };
  const differences = COMPARED.map((key) => [key, metrics.after[key] - metrics.before[key]]);
  return {
    ...metrics,
    delta: Object.fromEntries(differences) as SidMetricsDelta,
    extraDistortion: rowDistortion ? extraDistortion(before, after, rowDistortion) : null,
  };
}

function wholeSid(sids: Sids): SidMetrics {
  const metrics = sidMetrics(sids).depths.at(-1);
  if (!metrics) throw new Error('a SID has at least one level');
  return metrics;
}

function extraDistortion(before: Sids, after: Sids, distortion: RowDistortion): number {
  const last = before.codes.length - 1;
  const [sumBefore, sumAfter] =
    typeof distortion === 'function'
      ? [before, after].map(({ codes }) =>
          sum(before.rows, (row) => distortion(row, codes[last]![row]!)),
        )
      : [distortion.before, distortion.after].map((of) => sum(before.rows, (row) => of[row]));
  if (sumBefore === 0 && sumAfter === 0) return 0;
  return sumAfter! / sumBefore! - 1;
}

function sum(rows: number, ofRow: (row: number) => number | undefined): number {
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const distance = ofRow(row);
    if (distance === undefined) throw new Error(`no distance for row ${row}`);
    total += distance;
  }
  return total;
}
