import type { GroupReport } from '../../../retriever/evaluate/item-metrics';
import { CUTOFFS } from '../../../retriever/evaluate/rank-metrics';
import type { MethodLine } from '../../state/retrieval/method-line';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatPercent } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';
import { NoMetric } from '../../widgets/NoMetric';
import { tooDeepText } from './retrieval-text';

interface BreakdownTableProps {
  readonly rows: readonly MethodLine[];
  /** Place of K among the cut-offs. */
  readonly index: number;
}

/** Recall of every method on parts of the users: by the held-out item's popularity, by length. */
export function BreakdownTable({ rows, index }: BreakdownTableProps) {
  const groupsOf = ({ report: { items } }: MethodLine) => [
    ...items.byPopularity,
    ...items.byHistoryLength,
  ];
  const [first] = rows;
  if (!first) return null;
  const { byPopularity, byHistoryLength } = first.report.items;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Recall by group">
      <table className="levels methods">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Method
            </th>
            <th scope="colgroup" colSpan={byPopularity.length}>
              <Defined of="popularityGroups">Popularity of the item</Defined>
            </th>
            <th scope="colgroup" colSpan={byHistoryLength.length}>
              <Defined of="historyLength">Items before it</Defined>
            </th>
          </tr>
          <tr>
            {groupsOf(first).map(({ group, report }) => (
              <th key={group} scope="col">
                {group}
                <span className="delta">n = {formatCount(report.n)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {groupsOf(row).map((group) => (
                <td key={group.group}>
                  <GroupCell {...group} index={index} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupCell({ report, index }: GroupReport & { readonly index: number }) {
  const { n, depth, atK } = report;
  if (n === 0) return '–';
  const recall = atK[index]?.recall ?? null;
  if (recall === null) {
    return <NoMetric of="recallAtK" reason={tooDeepText(CUTOFFS[index] ?? 0, depth)} />;
  }
  return (
    <Metric
      of="recallAtK"
      label=""
      value={formatPercent(recall)}
      raw={recall}
      worked={`${Math.round(recall * n)} of ${n}`}
      n={n}
    />
  );
}
