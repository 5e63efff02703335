import { useMemo } from 'react';
import { Chart } from '../charts/Chart';
import { learningCurveOption, lossName } from '../charts/learning-curve';
import { useChartTheme } from '../charts/use-chart-theme';
import { editDraft, useWorkbench } from '../state/store';
import type { View } from '../state/view';
import { formatNumber, formatPercent } from '../widgets/format';
import { careOf, collapseText } from './collapse';
import { learningColumns } from './learning-table';

/** A learned tokenizer's epochs: losses by name, unique ratio on the whole shard, and the alarm. */
export function LearningSection({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const { epochs, config, n } = view;
  const { iterations } = config;
  const care = careOf(config);
  const isOffered = useWorkbench(({ draft }) => care === 'none' && !draft.reviveDeadCodes);
  const option = useMemo(
    () => learningCurveOption(epochs, iterations, theme),
    [epochs, iterations, theme],
  );
  const alarm = collapseText(epochs, care);
  const last = epochs.at(-1);
  const names = Object.keys(last?.losses ?? {});
  const words = names.map((name) => `${lossName(name)} ${formatNumber(last?.losses[name] ?? 0)}`);
  const columns = learningColumns(epochs);
  return (
    <>
      {alarm && (
        <p className="alarm" role="alert">
          {alarm}{' '}
          {isOffered && (
            <button
              type="button"
              className="button small"
              onClick={() => editDraft({ reviveDeadCodes: true })}
            >
              Revive dead codes
            </button>
          )}
        </p>
      )}
      <div className="chart-box training-chart">
        <Chart
          title="Learning"
          unit={
            last?.contrast
              ? 'loss; unique ratio on the whole shard, accuracy within batches'
              : 'loss; unique ratio on the whole shard'
          }
          n={n}
          option={option}
          description={`After epoch ${last?.epoch ?? 0} of ${iterations}: ${words.join(', ')}, unique ratio ${formatPercent(last?.uniqueRatio ?? 0)}.`}
          table={{
            columns: columns.map(({ name, rem }) => ({ name, rem, numeric: true })),
            rowCount: epochs.length,
            cell: (row, column) => {
              const report = epochs[row];
              return (report && columns[column]?.cell(report)) ?? '';
            },
          }}
        />
      </div>
    </>
  );
}
