import { useMemo } from 'react';
import type { AppliedPolicy, LevelResult } from '../../../worker/protocol';
import { Defined } from '../../widgets/Defined';
import { DEFINITIONS } from '../../widgets/definitions';
import { Metric } from '../../widgets/Metric';
import { policyRows, type PolicyRow } from './policy-rows';

interface PolicyTableProps {
  readonly applied: AppliedPolicy;
  /** The last trained level. */
  readonly last: LevelResult;
}

/** Every figure before and after the policy, with the signed difference. */
export function PolicyTable({ applied, last }: PolicyTableProps) {
  const rows = useMemo(() => policyRows(applied, last), [applied, last]);
  return (
    // Scrolls sideways where it must, so the arrow keys have to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Before and after">
      <table className="levels policy-table" data-testid="policy-table">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.of} row={row} n={applied.report.after.n} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, n }: { readonly row: PolicyRow; readonly n: number }) {
  const { of, before, after, format, delta, verdict, worked } = row;
  return (
    <tr>
      <th scope="row">
        <Defined of={of}>{DEFINITIONS[of].name}</Defined>
      </th>
      <td>
        {before === null ? (
          '–'
        ) : (
          <Metric of={of} label="" value={format(before)} raw={before} n={n} />
        )}
      </td>
      <td>
        {after === null ? (
          '–'
        ) : (
          <Metric
            of={of}
            label=""
            value={format(after)}
            raw={after}
            n={n}
            testId={`policy-${of}`}
            {...(worked === undefined ? {} : { worked })}
          />
        )}
      </td>
      <td>
        <span className="delta" data-verdict={verdict ?? undefined}>
          {delta} {verdict}
        </span>
      </td>
    </tr>
  );
}
