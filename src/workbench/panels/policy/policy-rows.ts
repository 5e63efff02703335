import type { SidMetrics } from '../../../sid/types';
import type { AppliedPolicy, LevelResult } from '../../../worker/protocol';
import type { DefinitionKey } from '../../widgets/definitions';
import {
  formatBits,
  formatCount,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSigned,
} from '../../widgets/format';
import { relative } from './policy-text';

/** A figure before and after a policy. */
export interface PolicyRow {
  readonly of: DefinitionKey;
  /** null where there is none: nothing is moved before. */
  readonly before: number | null;
  /** null where it was not measured, as nothing moved. */
  readonly after: number | null;
  readonly format: (value: number) => string;
  /** With its sign; '' where there is nothing to compare. */
  readonly delta: string;
  readonly verdict: 'better' | 'worse' | null;
  /** With the numbers put in, after the policy. */
  readonly worked?: string;
}

interface Compared {
  readonly of: DefinitionKey;
  readonly value: (sid: SidMetrics) => number;
  readonly format: (value: number) => string;
  /** The size of a difference. */
  readonly formatDelta: (size: number) => string;
  readonly better: 'higher' | 'lower';
  readonly worked?: (sid: SidMetrics) => string;
}

const share = { format: formatPercent, formatDelta: formatPoints };

const COMPARED: readonly Compared[] = [
  {
    of: 'uniqueRatio',
    value: (sid) => sid.uniqueRatio,
    ...share,
    better: 'higher',
    worked: ({ unique, n }) => `${unique} of ${n}`,
  },
  {
    of: 'collisionRate',
    value: (sid) => sid.collisionRate,
    ...share,
    better: 'lower',
    worked: ({ unique, n }) => `1 − ${unique} / ${n}`,
  },
  {
    of: 'itemsInCollision',
    value: (sid) => sid.itemsInCollision,
    ...share,
    better: 'lower',
    worked: ({ itemsInCollisionCount, n }) => `${itemsInCollisionCount} of ${n}`,
  },
  {
    of: 'itemsInCollisionCount',
    value: (sid) => sid.itemsInCollisionCount,
    ...{ format: formatCount, formatDelta: formatCount },
    better: 'lower',
  },
  {
    of: 'maxBucket',
    value: (sid) => sid.maxBucket,
    ...{ format: formatCount, formatDelta: formatCount },
    better: 'lower',
    worked: () => 'items',
  },
  {
    of: 'sidEntropy',
    value: (sid) => sid.sidEntropyBits,
    ...{ format: formatBits, formatDelta: formatBits },
    better: 'higher',
  },
  {
    of: 'forgeGini',
    value: (sid) => sid.forgeGini,
    ...{ format: formatNumber, formatDelta: formatNumber },
    better: 'lower',
  },
];

/** The table of a policy; `last` is the last trained level. */
export function policyRows(applied: AppliedPolicy, last: LevelResult): PolicyRow[] {
  return [
    ...COMPARED.map((compared) => comparedRow(compared, applied)),
    // Codes without vectors have no distortion.
    ...(Number.isNaN(last.residualEnergy) ? [] : [distortionRow(applied, last)]),
    countRow('movedItems', applied.moved, null),
    countRow('prefixChanges', applied.prefixChanges, 'worse'),
    countRow('unplaced', applied.unplaced.length, 'worse'),
  ];
}

function comparedRow(compared: Compared, { report }: AppliedPolicy): PolicyRow {
  const { of, value, format, formatDelta, better, worked } = compared;
  const [before, after] = [value(report.before), value(report.after)];
  return {
    ...{ of, before, after, format },
    delta: formatSigned(after - before, formatDelta),
    verdict: before === after ? null : verdictOf(after > before === (better === 'higher')),
    ...(worked ? { worked: worked(report.after) } : {}),
  };
}

/** Compared as a ratio: the unit of a distortion is of the vectors and says nothing. */
function distortionRow(applied: AppliedPolicy, last: LevelResult): PolicyRow {
  const { levels, report, distance, meanDistance } = applied;
  const extra = report.extraDistortion ?? 0;
  const verdict = extra === 0 ? null : verdictOf(extra < 0);
  const compared = { delta: relative(extra), verdict };
  if (distance === 'cosine') {
    const { before, after } = meanDistance ?? { before: null, after: null };
    return { of: 'extraCosineDistance', before, after, format: formatNumber, ...compared };
  }
  return {
    of: 'extraDistortion',
    before: last.residualEnergy,
    after: levels.at(-1)?.residualEnergy ?? last.residualEnergy,
    format: formatPercent,
    ...compared,
  };
}

function countRow(of: DefinitionKey, after: number, verdict: PolicyRow['verdict']): PolicyRow {
  return {
    ...{ of, before: null, after, format: formatCount, delta: '' },
    verdict: after > 0 ? verdict : null,
    worked: 'items',
  };
}

const verdictOf = (isBetter: boolean): PolicyRow['verdict'] => (isBetter ? 'better' : 'worse');
