import type { RunLevel, RunRecord } from '../../state/runs/record';
import { formatNumber, formatPercent } from '../../widgets/format';

export type LevelFigureKey =
  'entropy' | 'conditional' | 'usage' | 'perplexity' | 'residual' | 'unique' | 'revived';

/** A number that every level has, by which runs are drawn over levels. */
export interface LevelFigure {
  readonly value: LevelFigureKey;
  readonly text: string;
  readonly unit: string;
  readonly of: (level: RunLevel) => number;
  readonly format: (value: number) => string;
}

const LEVEL_FIGURES: readonly LevelFigure[] = [
  {
    value: 'entropy',
    text: 'Entropy',
    unit: 'bits',
    of: ({ metrics }) => metrics.entropyBits,
    format: formatNumber,
  },
  {
    value: 'conditional',
    text: 'Conditional entropy',
    unit: 'bits',
    of: ({ metrics }) => metrics.conditionalEntropyBits,
    format: formatNumber,
  },
  {
    value: 'usage',
    text: 'Usage',
    unit: 'share of K',
    of: ({ metrics }) => metrics.usage,
    format: formatPercent,
  },
  {
    value: 'perplexity',
    text: 'Perplexity',
    unit: 'codes',
    of: ({ metrics }) => metrics.perplexity,
    format: formatNumber,
  },
  {
    value: 'residual',
    text: 'Residual energy',
    unit: 'share of variance',
    of: (level) => level.residualEnergy,
    format: formatPercent,
  },
  {
    value: 'unique',
    text: 'Unique ratio',
    unit: 'of the SID so far',
    of: ({ sid }) => sid.uniqueRatio,
    format: formatPercent,
  },
  {
    value: 'revived',
    text: 'Revived codes',
    unit: 'codes',
    of: (level) => level.revived,
    format: formatNumber,
  },
];

/** Those that a level of some run has: codes without vectors leave no residual. */
export function knownFigures(runs: readonly RunRecord[]): readonly LevelFigure[] {
  return LEVEL_FIGURES.filter(({ of }) =>
    runs.some(({ levels }) => levels.some((level) => !Number.isNaN(of(level)))),
  );
}
