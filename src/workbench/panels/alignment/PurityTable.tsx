import { useMemo } from 'react';
import { categoryIds } from '../../../sid/category-ids';
import { categoryPurity } from '../../../sid/purity';
import type { Sids } from '../../../sid/types';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, formatPercent } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';

interface PurityTableProps {
  readonly sids: Sids;
  readonly categories: readonly string[];
  /** Of the category column. */
  readonly column: string;
}

/** How well the prefixes of every depth separate the categories. */
export function PurityTable({ sids, categories, column }: PurityTableProps) {
  const purity = useMemo(() => categoryPurity(sids, categoryIds(categories)), [sids, categories]);
  const { n, depths, largestShare } = purity;
  return (
    <>
      <p className="muted">
        Against {column} (of a list its first entry): {formatCount(purity.categories)} categories,{' '}
        {formatCount(n)} items. Without any code: {formatPercent(largestShare)}, the share of the
        largest.
      </p>
      <table className="levels" data-testid="purity-table">
        <thead>
          <tr>
            <th scope="col">Depth</th>
            <th scope="col">
              <Defined of="purity">Purity</Defined>
            </th>
            <th scope="col">
              <Defined of="nmi">NMI</Defined>
            </th>
            <th scope="col">Prefixes</th>
            <th scope="col">
              <Defined of="alone">Alone</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {depths.map(({ depth, prefixes, alone, ...values }) => (
            <tr key={depth}>
              <th scope="row">{depth}</th>
              <td>
                <Metric
                  of="purity"
                  label=""
                  value={formatPercent(values.purity)}
                  raw={values.purity}
                  n={n}
                  testId={`purity-${depth}`}
                />
              </td>
              <td>
                <Metric
                  of="nmi"
                  label=""
                  value={formatNumber(values.normalizedMutualInformation)}
                  raw={values.normalizedMutualInformation}
                  n={n}
                />
              </td>
              <td>{formatCount(prefixes)}</td>
              <td>{formatCount(alone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
