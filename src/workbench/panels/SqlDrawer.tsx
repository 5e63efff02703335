import { useRef, useState, type KeyboardEvent } from 'react';
import { CANCELLED, toProblemDetail, type ProblemDetail } from '../../problem';
import type { QueryResult } from '../../dataset/types';
import { runQuery } from '../state/query';
import { useWorkbench } from '../state/store';
import { formatCount } from '../widgets/format';
import { ProblemCard } from '../widgets/ProblemCard';
import { VirtualTable } from '../widgets/VirtualTable';
import { exampleQuery } from './example-query';

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'result'; readonly result: QueryResult }
  | { readonly kind: 'problem'; readonly problem: ProblemDetail };

/** SQL over the scalar columns of the opened files. */
export function SqlDrawer() {
  const shard = useWorkbench((state) => state.shard);
  const [typed, setTyped] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const running = useRef<AbortController>(null);
  const sql = typed ?? (shard ? exampleQuery(shard) : '');

  async function run(): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setOutcome({ kind: 'running' });
    try {
      const result = await runQuery(sql, controller.signal);
      if (running.current === controller) setOutcome({ kind: 'result', result });
    } catch (error) {
      const problem = toProblemDetail(error);
      if (running.current !== controller) return;
      setOutcome(problem.code === CANCELLED ? { kind: 'none' } : { kind: 'problem', problem });
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void run();
    }
  }

  return (
    <section className="sql" aria-label="SQL">
      <div className="sql-editor">
        <textarea
          className="input mono"
          aria-label="SQL query"
          spellCheck={false}
          value={sql}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        <div className="row">
          <button type="button" className="button" disabled={!shard} onClick={() => void run()}>
            Run query
          </button>
          <span className="muted">Ctrl+Enter</span>
          <span className="grow" />
          {outcome.kind === 'running' && (
            <button type="button" className="button" onClick={() => running.current?.abort()}>
              Stop
            </button>
          )}
        </div>
      </div>
      <div className="sql-result">
        <SqlOutcome outcome={outcome} />
      </div>
    </section>
  );
}

function SqlOutcome({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.kind === 'none') {
    return <p className="empty">The file’s scalar columns are a table of the file’s name.</p>;
  }
  if (outcome.kind === 'running') return <p className="muted">Running…</p>;
  if (outcome.kind === 'problem') return <ProblemCard problem={outcome.problem} />;
  const { columns, rows, truncated, ms } = outcome.result;
  return (
    <>
      <p className="muted" role="status">
        {truncated
          ? `The first ${formatCount(rows.length)} rows`
          : `${formatCount(rows.length)} rows`}
        , {Math.round(ms)} ms
      </p>
      <VirtualTable
        label="Query result"
        columns={columns.map((name) => ({ name }))}
        rowCount={rows.length}
        cell={(row, column) => rows[row]?.[column]}
      />
    </>
  );
}
