import { useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { proxyScatterOption } from '../../charts/proxy-scatter';
import { useChartTheme } from '../../charts/use-chart-theme';
import { checkedProxies, PROXIES, type MeasuredRun } from '../../state/retrieval/proxies';
import { Defined } from '../../widgets/Defined';
import { formatNumber, formatPercent } from '../../widgets/format';
import { InlineChoice } from '../runs/InlineChoice';
import { runNumber } from '../runs/run-text';
import { correlationText } from './proxy-text';

interface ProxyCheckProps {
  readonly runs: readonly MeasuredRun[];
  /** What the recall is of. */
  readonly measure: string;
}

/** One proxy against recall as points, and the rank correlations of all. */
export function ProxyCheck({ runs, measure }: ProxyCheckProps) {
  const theme = useChartTheme();
  const [picked, setName] = useState<string | null>(null);
  // The first that is known of some run, until one is picked.
  const known = PROXIES.find(({ value }) => runs.some((run) => Number.isFinite(value(run))));
  const proxy = PROXIES.find((other) => other.name === picked) ?? known ?? PROXIES[0];
  const name = proxy?.name ?? '';
  const checks = useMemo(() => checkedProxies(runs), [runs]);
  const points = useMemo(
    () =>
      runs
        .map((measured) => ({
          name: runNumber(measured.run),
          proxy: proxy?.value(measured) ?? Number.NaN,
          recall: measured.recall,
          model: measured.model,
        }))
        .filter((point) => Number.isFinite(point.proxy)),
    [runs, proxy],
  );
  const option = useMemo(() => proxyScatterOption(points, name, theme), [points, name, theme]);
  return (
    <>
      <div className="chart-box">
        <Chart
          title={`Recall@10 of ${measure} by ${name}`}
          unit="a point a run"
          n={points.length}
          option={option}
          description={`Recall@10 of ${measure} by ${name}: ${points
            .map(
              (point) =>
                `${point.name} ${formatNumber(point.proxy)}, ${formatPercent(point.recall)}`,
            )
            .join('; ')}.`}
          tools={
            <InlineChoice
              label="Proxy of the plot"
              value={name}
              options={PROXIES.map((other) => ({ value: other.name, text: other.name }))}
              onChange={setName}
            />
          }
          table={{
            columns: [
              { name: 'Run', rem: 5 },
              { name, rem: 8, numeric: true },
              { name: 'Recall@10', rem: 5, numeric: true },
              { name: 'Of', rem: 14 },
            ],
            rowCount: points.length,
            cell: (row, column) => {
              const point = points[row];
              if (!point) return '';
              const { model, recall } = point;
              const cells = [point.name, formatNumber(point.proxy), formatPercent(recall)];
              return [...cells, model ?? measure][column];
            },
          }}
        />
      </div>
      <table className="levels methods" data-testid="proxy-table">
        <thead>
          <tr>
            <th scope="col">Proxy</th>
            <th scope="col">
              <Defined of="spearman">Spearman’s ρ</Defined>
            </th>
            <th scope="col">
              <Defined of="kendall">Kendall’s τ-b</Defined>
            </th>
            <th scope="col">Runs</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ proxy: { of, name: proxyName }, spearman, kendall }) => (
            <tr key={proxyName}>
              <th scope="row">
                <Defined of={of}>{proxyName}</Defined>
              </th>
              <td>{correlationText(spearman.coefficient, spearman.n)}</td>
              <td>{correlationText(kendall.coefficient, kendall.n)}</td>
              <td>{spearman.n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
