import type { QueryResult } from '../../../dataset/types';
import type { ProblemDetail } from '../../../problem';
import { pickRows, rowsColumn } from '../../state/sql/run-sql';
import { lacksVectors, useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { formatCount } from '../../widgets/format';
import { ProblemCard } from '../../widgets/ProblemCard';
import { VirtualTable } from '../../widgets/VirtualTable';
import { errorPlace } from './error-place';

export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'result'; readonly sql: string; readonly result: QueryResult }
  | { readonly kind: 'problem'; readonly sql: string; readonly problem: ProblemDetail };

/** What the last query gave. */
export function SqlOutcome({ outcome }: { readonly outcome: Outcome }) {
  const hasCodesOnly = useWorkbench(lacksVectors);
  if (outcome.kind === 'none') {
    return hasCodesOnly ? (
      <p className="empty">
        sids, buckets, codes and runs are tables of what is on the screen and of the kept runs.
      </p>
    ) : (
      <p className="empty">
        The file’s scalar columns are a table of the file’s name; sids, buckets, codes and runs hold
        the results. Rows of all of them are joined by row_number.
      </p>
    );
  }
  if (outcome.kind === 'running') return <p className="muted">Running…</p>;
  if (outcome.kind === 'problem') return <SqlProblem {...outcome} />;
  const { columns, rows, truncated, ms } = outcome.result;
  return (
    <>
      <div className="row">
        <span className="muted" role="status">
          {truncated
            ? `The first ${formatCount(rows.length)} rows`
            : `${formatCount(rows.length)} rows`}
          , {Math.round(ms)} ms
        </span>
        <span className="grow" />
        {!hasCodesOnly && <UseRows sql={outcome.sql} columns={columns} />}
      </div>
      <VirtualTable
        label="Query result"
        columns={columns.map((name) => ({ name }))}
        rowCount={rows.length}
        cell={(row, column) => rows[row]?.[column]}
      />
    </>
  );
}

/** Makes the rows that the result names the rows in use. */
function UseRows({ sql, columns }: { readonly sql: string; readonly columns: readonly string[] }) {
  const shard = useWorkbench((state) => state.shard);
  const isBusy = useWorkbench((state) => state.dataJob !== null);
  const column = shard && rowsColumn(columns, shard);
  const needed = shard?.mapping.id
    ? `${shard.rowNumber} or ${shard.mapping.id}`
    : (shard?.rowNumber ?? 'row_number');
  const block =
    column === null
      ? `Select ${needed} too: it names the rows.`
      : isBusy
        ? 'Another file is being read.'
        : null;
  return (
    <ActionButton block={block} onPress={() => column !== null && void pickRows({ sql, column })}>
      Use these rows as the slice
    </ActionButton>
  );
}

function SqlProblem({ sql, problem }: { readonly sql: string; readonly problem: ProblemDetail }) {
  const place = errorPlace(problem.message, sql);
  return (
    <>
      <ProblemCard problem={problem} />
      {place && (
        <pre className="mono sql-place" aria-hidden>
          {place.line}
          {'\n'}
          {' '.repeat(place.before)}^
        </pre>
      )}
    </>
  );
}
