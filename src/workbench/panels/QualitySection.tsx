import { useMemo } from 'react';
import type { QualityReport } from '../../dataset/types';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { binText, normHistogramOption } from '../charts/norm-histogram';
import { formatCount, formatNumber, plural } from '../widgets/format';
import { Section } from '../widgets/Section';

/** Facts about the rows in use that decide what a quantizer can do with them. */
export function QualitySection({ quality }: { readonly quality: QualityReport }) {
  const { rows, nonFiniteRows, zeroRows, distinctRows, duplicateRows, norms } = quality;
  const theme = useChartTheme();
  const option = useMemo(() => normHistogramOption(norms, theme), [norms, theme]);
  return (
    <Section title="Quality" summary={summaryOf(quality)}>
      <dl className="facts">
        <dt>NaN or Inf</dt>
        <dd>{plural(nonFiniteRows, 'row')}</dd>
        <dt>Zero vectors</dt>
        <dd>{plural(zeroRows, 'row')}</dd>
        <dt>Distinct vectors</dt>
        <dd>
          {formatCount(distinctRows)} of {formatCount(rows)}
        </dd>
        <dt>Bit-identical to another</dt>
        <dd>{plural(duplicateRows, 'row')}</dd>
        <dt>Norm, min / mean / max</dt>
        <dd>
          {formatNumber(norms.min)} / {formatNumber(norms.mean)} / {formatNumber(norms.max)}
        </dd>
      </dl>
      <div className="chart-box" style={{ height: 130 }}>
        <Chart
          title="Norms"
          unit="rows"
          n={rows}
          option={option}
          description={`Histogram of L2 norms: from ${formatNumber(norms.min)} to ${formatNumber(norms.max)}, mean ${formatNumber(norms.mean)}.`}
          table={{
            columns: [{ name: 'Norm' }, { name: 'Rows', numeric: true }],
            rowCount: norms.counts.length,
            cell: (row, column) =>
              column === 0 ? binText(norms, row) : formatCount(norms.counts[row] ?? 0),
          }}
        />
      </div>
    </Section>
  );
}

function summaryOf({ nonFiniteRows, zeroRows, duplicateRows }: QualityReport): string {
  const found = [
    nonFiniteRows > 0 && `${formatCount(nonFiniteRows)} NaN or Inf`,
    zeroRows > 0 && `${formatCount(zeroRows)} zero`,
    duplicateRows > 0 && `${formatCount(duplicateRows)} duplicate`,
  ].filter(Boolean);
  return found.length > 0 ? found.join(', ') : 'no NaN, no zero, no duplicate vectors';
}
