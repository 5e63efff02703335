import { useMemo } from 'react';
import { Chart } from '../../charts/Chart';
import { lossLinesOption } from '../../charts/loss-lines';
import { useChartTheme } from '../../charts/use-chart-theme';
import type { LossPoint } from '../../state/retrieval/live-losses';
import type { RetrieverProgress } from '../../../worker/protocol';
import { formatNumber } from '../../widgets/format';

interface LossChartProps {
  readonly losses: readonly LossPoint[];
  /** Of the epochs done. */
  readonly epochs: RetrieverProgress['history'];
  readonly stepsPerEpoch: number;
}

/** Training loss by step, validation loss by epoch: where they part, the model learns by heart. */
export function LossChart({ losses, epochs, stepsPerEpoch }: LossChartProps) {
  const theme = useChartTheme();
  const option = useMemo(
    () => lossLinesOption(losses, epochs, stepsPerEpoch, theme),
    [losses, epochs, stepsPerEpoch, theme],
  );
  const last = epochs.at(-1);
  return (
    <div className="chart-box">
      <Chart
        title="Loss of the model"
        unit="nats a code"
        n={losses.length}
        option={option}
        description={
          last
            ? `After epoch ${epochs.length}: training loss ${formatNumber(last.training)}, validation loss ${formatNumber(last.validation)} nats a code.`
            : `After ${losses.length} steps: training loss ${formatNumber(losses.at(-1)?.[1] ?? Number.NaN)} nats a code.`
        }
        table={{
          columns: [
            { name: 'Epoch', rem: 4, numeric: true },
            { name: 'Training', rem: 6, numeric: true },
            { name: 'Validation', rem: 6, numeric: true },
          ],
          rowCount: epochs.length,
          cell: (row, column) => {
            const epoch = epochs[row];
            if (!epoch) return '';
            return [String(row + 1), formatNumber(epoch.training), formatNumber(epoch.validation)][
              column
            ];
          },
        }}
      />
    </div>
  );
}
