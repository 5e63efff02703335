import { useRef, useState, type KeyboardEvent } from 'react';
import { CANCELLED, toProblemDetail } from '../../../problem';
import { useAppliedPolicy } from '../../state/policy/policy-actions';
import { recallQueries, rememberQueries, withQuery } from '../../state/sql/query-history';
import { runQuery } from '../../state/sql/run-sql';
import { lacksVectors, useWorkbench } from '../../state/store';
import { policyName } from '../policy/policy-text';
import { CODES_QUERIES, exampleQueries } from './example-queries';
import { QueryMenu } from './QueryMenu';
import { SqlOutcome, type Outcome } from './SqlOutcome';

/** SQL over the scalar columns of the opened files, and over what runs have made of them. */
export function SqlDrawer() {
  const shard = useWorkbench((state) => state.shard);
  const hasSids = useWorkbench((state) => state.trained !== null);
  const [typed, setTyped] = useState<string | null>(null);
  const [queries, setQueries] = useState(recallQueries);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const running = useRef<AbortController>(null);
  const hasCodesOnly = useWorkbench(lacksVectors);
  const canRun = shard !== null || hasCodesOnly;
  const examples = shard ? exampleQueries(shard, hasSids) : hasCodesOnly ? CODES_QUERIES : [];
  const sql = typed ?? examples[0]?.sql ?? '';

  async function run(): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const next = withQuery(queries, sql);
    setQueries(next);
    rememberQueries(next);
    setOutcome({ kind: 'running' });
    try {
      const result = await runQuery(sql, controller.signal);
      if (running.current === controller) setOutcome({ kind: 'result', sql, result });
    } catch (error) {
      const problem = toProblemDetail(error);
      if (running.current !== controller) return;
      setOutcome(problem.code === CANCELLED ? { kind: 'none' } : { kind: 'problem', sql, problem });
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (canRun) void run();
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
        <SidsInSql />
        <div className="row">
          <button type="button" className="button" disabled={!canRun} onClick={() => void run()}>
            Run query
          </button>
          {outcome.kind === 'running' ? (
            <button type="button" className="button" onClick={() => running.current?.abort()}>
              Cancel
            </button>
          ) : (
            <span className="muted">Ctrl+Enter</span>
          )}
          <span className="grow" />
          <QueryMenu label="Examples" queries={examples} onPick={setTyped} />
          <QueryMenu
            label="History"
            queries={queries.map((query) => ({ title: query, sql: query }))}
            onPick={setTyped}
          />
        </div>
      </div>
      <div className="sql-result">
        <SqlOutcome outcome={outcome} />
      </div>
    </section>
  );
}

/** Which SIDs the tables of results hold. */
function SidsInSql() {
  const hasSids = useWorkbench((state) => state.trained !== null);
  const applied = useAppliedPolicy();
  if (!hasSids) return null;
  return (
    <p className="muted" data-testid="sql-sids">
      sids, buckets and codes:{' '}
      {applied ? `after ${policyName(applied.policy)}` : 'without a policy'}, as the panels show
      them.
    </p>
  );
}
