import { useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { sweepLinesOption } from '../../charts/sweep-lines';
import { useChartTheme } from '../../charts/use-chart-theme';
import { sweepGroups, type KnownSweep } from '../../state/sweep/aggregate';
import { DEFINITIONS } from '../../widgets/definitions';
import { InlineChoice } from '../runs/InlineChoice';
import { RUN_METRICS, runMetric, type RunMetricKey } from '../runs/run-metrics';
import { spreadText } from './sweep-text';
import { sweepHeadline, sweepLines } from './sweep-lines-of';
import { SweepTable } from './SweepTable';

const CHOICES = RUN_METRICS.filter(({ key }) => key !== 'bits').map(({ key, of }) => ({
  value: key,
  text: DEFINITIONS[of].name,
}));

/** One metric of a sweep: the answer, the chart of it over K, and the table of all. */
export function SweepResults({ sweep }: { readonly sweep: KnownSweep }) {
  const theme = useChartTheme();
  const [key, setKey] = useState<RunMetricKey>('unique');
  const metric = runMetric(key);
  const groups = useMemo(() => sweepGroups(sweep.runs), [sweep]);
  const lines = useMemo(() => sweepLines(groups, metric), [groups, metric]);
  const option = useMemo(
    () => sweepLinesOption(lines, metric.format, theme),
    [lines, metric, theme],
  );
  const rows = lines.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  return (
    <>
      <p className="headline">{sweepHeadline(groups, metric)}</p>
      <div className="chart-box">
        <Chart
          title={DEFINITIONS[metric.of].name}
          unit="line: mean over seeds; bar: least to largest"
          n={sweep.runs[0]?.data.n ?? 0}
          option={option}
          description={`${DEFINITIONS[metric.of].name} over K: ${rows
            .map((row) => `${row.name}, K ${row.size}: ${spreadText(row, metric.format)}`)
            .join('; ')}.`}
          tools={
            <InlineChoice
              label="Metric of the sweep"
              value={key}
              options={CHOICES}
              onChange={setKey}
            />
          }
          table={{
            columns: [
              { name: 'Method and L', rem: 7 },
              { name: 'K', rem: 3, numeric: true },
              { name: 'Mean (least–largest)', rem: 10, numeric: true },
              { name: 'Seeds', rem: 3, numeric: true },
            ],
            rowCount: rows.length,
            cell: (index, column) => {
              const row = rows[index];
              if (!row) return '';
              return [row.name, row.size, spreadText(row, metric.format), row.n][column];
            },
          }}
        />
      </div>
      <SweepTable groups={groups} />
    </>
  );
}
