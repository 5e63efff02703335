import { useMemo } from 'react';
import { Chart } from '../charts/Chart';
import { learningCurveOption } from '../charts/learning-curve';
import { useChartTheme } from '../charts/use-chart-theme';
import { editDraft, useWorkbench } from '../state/store';
import type { View } from '../state/view';
import { formatNumber, formatPercent } from '../widgets/format';
import { collapseText, type Care } from './collapse';

/** A learned tokenizer's epochs: losses by name, unique ratio on the whole shard, and the alarm. */
export function LearningSection({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const care = useWorkbench(({ draft }): Care => {
    if (draft.rqvae.sinkhornRounds > 0) return 'sinkhorn';
    return draft.reviveDeadCodes ? 'revival' : 'none';
  });
  const { epochs, iterations, n } = view;
  const option = useMemo(
    () => learningCurveOption(epochs, iterations, theme),
    [epochs, iterations, theme],
  );
  const alarm = collapseText(epochs, care);
  const last = epochs.at(-1);
  const names = Object.keys(last?.losses ?? {});
  const words = names.map((name) => `${name} loss ${formatNumber(last?.losses[name] ?? 0)}`);
  return (
    <>
      {alarm && (
        <p className="alarm" role="alert">
          {alarm}{' '}
          {care === 'none' && (
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
          unit="loss; unique ratio on the whole shard"
          n={n}
          option={option}
          description={`After epoch ${last?.epoch ?? 0} of ${iterations}: ${words.join(', ')}, unique ratio ${formatPercent(last?.uniqueRatio ?? 0)}.`}
          table={{
            columns: [
              { name: 'Epoch', rem: 4, numeric: true },
              ...names.map((name) => ({ name: `${name} loss`, rem: 8, numeric: true })),
              { name: 'Unique ratio', rem: 6, numeric: true },
              { name: 'Least usage', rem: 6, numeric: true },
              { name: 'Revived', rem: 5, numeric: true },
            ],
            rowCount: epochs.length,
            cell: (row, column) => {
              const report = epochs[row];
              if (!report) return '';
              const loss = report.losses[names[column - 1] ?? ''];
              if (column === 0) return report.epoch;
              if (column <= names.length) return loss === undefined ? '' : formatNumber(loss);
              if (column === names.length + 1) return formatPercent(report.uniqueRatio);
              if (column === names.length + 2) return formatPercent(Math.min(...report.usage));
              return report.revived;
            },
          }}
        />
      </div>
    </>
  );
}
