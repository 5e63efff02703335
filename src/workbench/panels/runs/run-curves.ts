import { lossName } from '../../charts/learning-curve';
import type { RunRecord } from '../../state/runs/record';
import { formatNumber, formatPercent } from '../../widgets/format';
import type { EpochReport } from '../../../worker/protocol';

/** A figure that training wrote down as it went, by which runs are drawn over one another. */
export interface RunCurve {
  /** Tells curves apart. */
  readonly value: string;
  /** In the menu. */
  readonly text: string;
  readonly title: string;
  readonly unit: string;
  readonly xName: 'iteration' | 'epoch';
  readonly format: (value: number) => string;
  /** By place, from 1; empty where a run has no such figure. */
  readonly points: (run: RunRecord) => readonly (readonly [x: number, y: number])[];
}

/**
 * What can be drawn of these runs: distortion a level of all; of learned ones the losses by name and
 * what the whole shard was like after each epoch. A figure that one run alone has is offered, too.
 */
export function curvesOf(runs: readonly RunRecord[]): readonly RunCurve[] {
  const depth = Math.max(0, ...runs.map(({ levels }) => levels.length));
  const epochs = runs.flatMap((run) => run.epochs.slice(0, 1));
  const learnedDepth = Math.max(0, ...epochs.map(({ usage }) => usage.length));
  const losses = [...new Set(epochs.flatMap((epoch) => Object.keys(epoch.losses)))];
  const curves = [
    ...range(depth).map(distortion),
    ...losses.map(loss),
    UNIQUE,
    ...range(learnedDepth).map(usage),
    ACCURACY,
  ];
  return curves.filter(({ points }) => runs.some((run) => points(run).length > 0));
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function distortion(level: number): RunCurve {
  return {
    value: `distortion ${level}`,
    text: `Distortion, level ${level + 1}`,
    title: 'Distortion',
    unit: 'share of variance',
    xName: 'iteration',
    format: formatPercent,
    points: ({ levels }) => (levels[level]?.history ?? []).map((y, i) => [i + 1, y] as const),
  };
}

function loss(name: string): RunCurve {
  const words = lossName(name);
  return {
    value: `loss ${name}`,
    text: capital(words),
    title: capital(words),
    unit: 'mean of an epoch',
    xName: 'epoch',
    format: formatNumber,
    points: ofEpochs(({ losses }) => losses[name]),
  };
}

const UNIQUE: RunCurve = {
  value: 'unique',
  text: 'Unique ratio',
  title: 'Unique ratio',
  unit: 'of the whole shard',
  xName: 'epoch',
  format: formatPercent,
  points: ofEpochs(({ uniqueRatio }) => uniqueRatio),
};

const ACCURACY: RunCurve = {
  value: 'accuracy',
  text: 'Match accuracy',
  title: 'Match accuracy',
  unit: 'share of pairs, within batches',
  xName: 'epoch',
  format: formatPercent,
  points: ofEpochs(({ contrast }) => contrast?.accuracy),
};

function usage(level: number): RunCurve {
  return {
    value: `usage ${level}`,
    text: `Usage, level ${level + 1}`,
    title: `Usage, level ${level + 1}`,
    unit: 'share of K, of the whole shard',
    xName: 'epoch',
    format: formatPercent,
    points: ofEpochs(({ usage: shares }) => shares[level]),
  };
}

function ofEpochs(figure: (epoch: EpochReport) => number | undefined): RunCurve['points'] {
  return ({ epochs }) =>
    epochs.flatMap((report) => {
      const y = figure(report);
      return y === undefined ? [] : [[report.epoch, y] as const];
    });
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
