import { useMemo } from 'react';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { entropyOption, type EntropyLevel } from '../charts/entropy-bars';
import type { View } from '../state/view';
import { useView } from '../state/view-context';
import { formatBits, formatNumber, formatPercent } from '../widgets/format';
import { Metric } from '../widgets/Metric';
import { Panel } from '../widgets/Panel';
import { NeedsVectors } from './codes/NeedsVectors';
import { EnergyChart } from './EnergyChart';
import { entropyHeadline } from './headlines';

export function EntropyPanel() {
  const view = useView();
  return (
    <Panel name="entropy" title="Entropy and energy" shortcut="4">
      {view ? (
        <>
          <p className="headline">{entropyHeadline(view.levels)}</p>
          <EntropyMetrics view={view} />
          <div className="split">
            <EntropyChart view={view} />
            {view.hasVectors ? (
              <EnergyChart view={view} />
            ) : (
              <NeedsVectors>
                Residual energy, cosine and reconstruction error need the vectors of these items.
              </NeedsVectors>
            )}
          </div>
        </>
      ) : (
        <p className="empty">
          What each level carries, and what it leaves unexplained, appears here.
        </p>
      )}
    </Panel>
  );
}

function EntropyMetrics({ view }: { readonly view: View }) {
  const last = view.levels.findLast((level) => level.result)?.result;
  if (!last) return null;
  return (
    <div className="metrics">
      <Metric
        of="sidEntropy"
        value={formatBits(last.sid.sidEntropyBits)}
        raw={last.sid.sidEntropyBits}
        worked={`at most log₂ N = ${formatNumber(Math.log2(view.n))}`}
        n={view.n}
      />
      {view.hasVectors && (
        <Metric
          of="meanCosine"
          value={formatNumber(last.meanCosine)}
          raw={last.meanCosine}
          n={view.n}
        />
      )}
      {view.hasVectors && view.reconstruction !== null && (
        <Metric
          of="reconstruction"
          value={formatPercent(view.reconstruction)}
          raw={view.reconstruction}
          {...(view.reconstructedLevels === null
            ? {}
            : { label: `Reconstruction error, all ${view.reconstructedLevels} levels` })}
          n={view.n}
          testId="reconstruction"
        />
      )}
    </div>
  );
}

function EntropyChart({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const levels = useMemo(() => view.levels.map(entropyLevel), [view]);
  const option = useMemo(
    () => entropyOption(levels, view.sizes.length, view.n, theme),
    [levels, view, theme],
  );
  const rows = levels.map((l) => [
    `Level ${l.level}`,
    bits(l.entropyBits),
    bits(l.conditionalBits),
    bits(l.cumulativeBits),
    bits(l.limitBits),
  ]);
  return (
    <div className="chart-box">
      <Chart
        title="Entropy"
        unit="bits"
        n={view.n}
        option={option}
        description={`Entropy per level in bits. ${levels
          .map(
            (l) =>
              `Level ${l.level}: ${bits(l.entropyBits)} of ${bits(l.limitBits)}, adds ${bits(l.conditionalBits)}`,
          )
          .join('; ')}.`}
        table={{
          columns: [
            { name: 'Level', rem: 2.9 },
            { name: 'Entropy', rem: 3, numeric: true },
            { name: 'Conditional', rem: 4.6, numeric: true },
            { name: 'Cumulative', rem: 4.4, numeric: true },
            { name: 'log₂ K', rem: 2.6, numeric: true },
          ],
          rowCount: rows.length,
          cell: (row, column) => rows[row]?.[column],
        }}
      />
    </div>
  );
}

function entropyLevel({
  level,
  codebookSize,
  metrics,
  result,
}: View['levels'][number]): EntropyLevel {
  return {
    level,
    limitBits: Math.log2(codebookSize),
    entropyBits: metrics.entropyBits,
    conditionalBits: result ? metrics.conditionalEntropyBits : null,
    cumulativeBits: result ? metrics.cumulativeEntropyBits : null,
  };
}

function bits(value: number | null): string {
  return value === null ? '–' : formatNumber(value);
}
