import type { ReactNode } from 'react';
import { checkAgainstCpu } from '../state/agreement';
import { train } from '../state/training';
import { setState, useWorkbench } from '../state/store';
import type { View } from '../state/view';
import { useView } from '../state/view-context';
import { formatPercent, formatSeconds } from '../widgets/format';
import { ProblemCard } from '../widgets/ProblemCard';
import { AgreementStrip } from './AgreementStrip';
import { shapeText } from './headlines';
import { PolicyChip } from './policy/PolicyChip';

/** The outcome in one line above the panels, and what went wrong, if anything did. */
export function ResultsHeader() {
  const view = useView();
  const problem = useWorkbench((state) => state.engineProblem);
  // The run that failed is offered beside Train already.
  const isOffered = useWorkbench(({ stopped }) => stopped?.how === 'failed');
  return (
    <div className="results-head">
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => setState({ engineProblem: null })}>
          {problem.code === 'GPU_LOST' && !isOffered && (
            <button type="button" className="button" onClick={() => void train()}>
              Resume
            </button>
          )}
        </ProblemCard>
      )}
      <div className="row">
        <div className="row outcome">
          <p className="summary">{view ? <Summary view={view} /> : <Empty />}</p>
          {view?.stale && <span className="chip warn">Settings have changed since</span>}
          <PolicyChip />
        </div>
        <CheckButton
          // Codes of a file need not be nearest to any codewords known here.
          isTrained={view !== null && !view.training && !view.stale && view.codesFrom === null}
        />
      </div>
      <AgreementStrip />
    </div>
  );
}

function Empty(): ReactNode {
  return 'No codes yet. Train turns each vector into a Semantic ID: one code a level.';
}

function Summary({ view }: { readonly view: View }) {
  const seconds = view.levels.reduce((sum, level) => sum + (level.result?.seconds ?? 0), 0);
  const done = view.levels.filter((level) => level.result).length;
  const used = view.levels.reduce((sum, level) => sum + level.metrics.used, 0);
  const codes = view.levels.reduce((sum, level) => sum + level.codebookSize, 0);
  const sizes = view.sizes.slice(0, Math.max(1, view.levels.length));
  return (
    <>
      <strong>
        <span data-testid="level-count">{view.levels.length}</span> {shapeText(sizes)}
      </strong>
      : {formatPercent(used / codes)} of codes used
      {view.sid && <>, {formatPercent(view.sid.uniqueRatio)} unique SIDs</>}
      {view.training ? (
        <span className="muted">
          {' '}
          · {done} of {view.sizes.length} trained
        </span>
      ) : (
        <span className="muted">
          {' '}
          · {madeText(view)} {view.codesFrom === null && `in ${formatSeconds(seconds)}`}
        </span>
      )}
    </>
  );
}

function madeText({ codesFrom, encodedWith }: View): string {
  if (codesFrom !== null) return `read from ${codesFrom}`;
  return encodedWith === null ? 'trained' : `encoded with ${encodedWith}`;
}

function CheckButton({ isTrained }: { readonly isTrained: boolean }) {
  const engine = useWorkbench((state) => state.engine);
  const isBusy = useWorkbench((state) => state.engineJob !== null);
  // A run that was stopped is not the engine's: it would check the one before.
  const isWhole = useWorkbench((state) => Boolean(state.trained?.source));
  // On the CPU device the oracle would be compared with itself.
  if (!isTrained || !isWhole || engine.status !== 'ready' || engine.info.device === 'cpu')
    return null;
  return (
    <button
      type="button"
      className="button small"
      disabled={isBusy}
      onClick={() => void checkAgainstCpu()}
    >
      Check against CPU
    </button>
  );
}
