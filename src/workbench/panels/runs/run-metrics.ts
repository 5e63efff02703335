import { bitsOf, type RunRecord } from '../../state/runs/record';
import type { DefinitionKey } from '../../widgets/definitions';
import {
  formatBits,
  formatCount,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSeconds,
} from '../../widgets/format';

/** A number by which runs are compared. */
export interface RunMetric {
  readonly key: RunMetricKey;
  readonly of: DefinitionKey;
  /** As a table's head. */
  readonly head: string;
  readonly value: (run: RunRecord) => number;
  readonly format: (value: number) => string;
  /** The size of a difference. */
  readonly formatDelta: (size: number) => string;
  /** null where neither is by itself. */
  readonly better: 'higher' | 'lower' | null;
}

export type RunMetricKey =
  | 'bits'
  | 'unique'
  | 'inCollision'
  | 'maxBucket'
  | 'reconstruction'
  | 'cosine'
  | 'entropy'
  | 'usage'
  | 'gini'
  | 'seconds';

const last = (run: RunRecord) => run.levels.at(-1);
const sidOf = (run: RunRecord) => last(run)?.sid;
const none = Number.NaN;

function usageOf({ levels }: RunRecord): number {
  const used = levels.reduce((sum, level) => sum + level.metrics.used, 0);
  const codes = levels.reduce((sum, level) => sum + level.codebookSize, 0);
  return used / codes;
}

const share = { format: formatPercent, formatDelta: formatPoints };
const bits = { format: formatBits, formatDelta: formatBits };
const plain = { format: formatNumber, formatDelta: formatNumber };

export const RUN_METRICS: readonly RunMetric[] = [
  { key: 'bits', of: 'sidBits', head: 'Bits', value: bitsOf, ...plain, better: null },
  {
    key: 'unique',
    of: 'uniqueRatio',
    head: 'Unique',
    value: (run) => sidOf(run)?.uniqueRatio ?? none,
    ...share,
    better: 'higher',
  },
  {
    key: 'inCollision',
    of: 'itemsInCollision',
    head: 'In collision',
    value: (run) => sidOf(run)?.itemsInCollision ?? none,
    ...share,
    better: 'lower',
  },
  {
    key: 'maxBucket',
    of: 'maxBucket',
    head: 'Max bucket',
    value: (run) => sidOf(run)?.maxBucket ?? none,
    format: formatCount,
    formatDelta: formatCount,
    better: 'lower',
  },
  {
    key: 'reconstruction',
    of: 'reconstruction',
    head: 'Error',
    value: (run) => run.reconstruction,
    ...share,
    better: 'lower',
  },
  {
    key: 'cosine',
    of: 'meanCosine',
    head: 'Mean cosine',
    value: (run) => last(run)?.meanCosine ?? none,
    ...plain,
    better: 'higher',
  },
  {
    key: 'entropy',
    of: 'sidEntropy',
    head: 'Entropy',
    value: (run) => sidOf(run)?.sidEntropyBits ?? none,
    ...bits,
    better: 'higher',
  },
  { key: 'usage', of: 'usageOfAll', head: 'Usage', value: usageOf, ...share, better: 'higher' },
  {
    key: 'gini',
    of: 'forgeGini',
    head: 'FORGE Gini',
    value: (run) => sidOf(run)?.forgeGini ?? none,
    ...plain,
    better: 'lower',
  },
  {
    key: 'seconds',
    of: 'runSeconds',
    head: 'Time',
    // Reading a file of codes is no training.
    value: (run) => (run.codesFrom === null ? run.seconds : none),
    format: formatSeconds,
    formatDelta: formatSeconds,
    better: 'lower',
  },
];

export function runMetric(key: RunMetricKey): RunMetric {
  const metric = RUN_METRICS.find((other) => other.key === key);
  if (!metric) throw new Error(`no metric ${key}`);
  return metric;
}

/** Whether a difference is for the better; null where it is neither, or there is none. */
export function verdict({ better }: Pick<RunMetric, 'better'>, delta: number): boolean | null {
  if (better === null || delta === 0 || Number.isNaN(delta)) return null;
  return delta > 0 === (better === 'higher');
}
