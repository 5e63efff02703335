import { lossName } from '../charts/learning-curve';
import type { EpochReport } from '../../worker/protocol';
import { formatNumber, formatPercent } from '../widgets/format';

interface Column {
  readonly name: string;
  readonly rem: number;
  readonly cell: (report: EpochReport) => string | number;
}

/** The columns of a learned tokenizer's epochs: losses by name, and what the whole shard is like. */
export function learningColumns(epochs: readonly EpochReport[]): readonly Column[] {
  const names = Object.keys(epochs.at(-1)?.losses ?? {});
  const losses = names.map((name): Column => ({
    name: lossName(name),
    rem: 8,
    cell: ({ losses: { [name]: loss } }) => (loss === undefined ? '' : formatNumber(loss)),
  }));
  const contrast: readonly Column[] = [
    {
      name: 'Match accuracy',
      rem: 7,
      cell: ({ contrast: of }) => (of ? formatPercent(of.accuracy) : ''),
    },
    ...(['pair', 'cross', 'self'] as const).map((term) => ({
      name: `Temperature, ${term}`,
      rem: 9,
      cell: ({ contrast: of }: EpochReport) => (of ? formatNumber(of.temperatures[term]) : ''),
    })),
  ];
  return [
    { name: 'Epoch', rem: 4, cell: ({ epoch }) => epoch },
    ...losses,
    { name: 'Unique ratio', rem: 6, cell: ({ uniqueRatio }) => formatPercent(uniqueRatio) },
    { name: 'Least usage', rem: 6, cell: ({ usage }) => formatPercent(Math.min(...usage)) },
    { name: 'Revived', rem: 5, cell: ({ revived }) => revived },
    ...(epochs.at(-1)?.contrast ? contrast : []),
  ];
}
