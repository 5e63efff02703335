import { CUTOFFS } from '../../../retriever/evaluate/rank-metrics';
import type { MethodReport } from '../../../worker/protocol';
import type { MethodLine } from '../../state/retrieval/method-line';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, formatPercent, formatSeconds } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';
import { NoMetric } from '../../widgets/NoMetric';
import { RANK_FIGURES, type RankFigure, type TableChoice } from './method-columns';
import { tooDeepText } from './retrieval-text';

interface MethodTableProps {
  readonly rows: readonly MethodLine[];
  readonly choice: TableChoice;
}

interface Column {
  readonly figure: RankFigure;
  /** Place of K among the cut-offs. */
  readonly index: number;
  readonly head: string;
}

/** One line a method: every figure at one K, or one figure at every K. */
export function MethodTable({ rows, choice }: MethodTableProps) {
  const columns = columnsOf(choice);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Methods of retrieval">
      <table className="levels methods" data-testid="method-table">
        <thead>
          <tr>
            <th scope="col">Method</th>
            {columns.map(({ figure, head }) => (
              <th key={head} scope="col">
                <Defined of={figure.of}>{head}</Defined>
              </th>
            ))}
            <th scope="col">
              <Defined of="coldStart">Skipped</Defined>
            </th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, kind, report }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((column) => (
                <td key={column.head}>
                  <Cell {...column} report={report} testId={`${column.head} ${kind}`} />
                </td>
              ))}
              <td>{formatCount(report.coldStartSkipped)}</td>
              <td>{formatSeconds(report.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnsOf(choice: TableChoice): Column[] {
  const figure = RANK_FIGURES.find(({ of }) => of === choice);
  if (figure) {
    return CUTOFFS.map((k, index) => ({ figure, index, head: `${figure.head}@${formatCount(k)}` }));
  }
  const index = CUTOFFS.indexOf(Number(choice.slice(1)));
  const k = formatCount(CUTOFFS[index] ?? 0);
  return RANK_FIGURES.map((each) => ({ figure: each, index, head: `${each.head}@${k}` }));
}

interface CellProps extends Column {
  readonly report: MethodReport;
  readonly testId: string;
}

function Cell({ figure, index, report, testId }: CellProps) {
  const { value, worked, n, depth } = figure.at(report, index);
  if (value === null) {
    const k = CUTOFFS[index] ?? 0;
    return <NoMetric of={figure.of} reason={tooDeepText(k, depth)} testId={testId} />;
  }
  const format = figure.of === 'ndcgAtK' ? formatNumber : formatPercent;
  return (
    <Metric
      of={figure.of}
      label=""
      value={format(value)}
      raw={value}
      {...(worked === undefined ? {} : { worked })}
      n={n}
      testId={testId}
    />
  );
}
