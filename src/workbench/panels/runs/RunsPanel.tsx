import { train } from '../../state/training';
import { useRuns, setRuns } from '../../state/runs/runs-store';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { Panel } from '../../widgets/Panel';
import { ProblemCard } from '../../widgets/ProblemCard';
import { trainBlock } from '../use-train-block';
import { Comparison } from './Comparison';
import { historyHeadline } from './run-text';
import { RunActions } from './RunActions';
import { RunsTable } from './RunsTable';

/** Every finished run, kept in the browser: a table, and picked runs side by side. */
export function RunsPanel() {
  const runs = useRuns((state) => state.runs);
  const status = useRuns((state) => state.status);
  const problem = useRuns((state) => state.problem);
  return (
    <Panel name="runs" title="Runs" shortcut="8">
      {problem && (
        <ProblemCard isQuiet problem={problem} onDismiss={() => setRuns({ problem: null })} />
      )}
      {runs.length > 0 ? (
        <>
          <p className="headline">{historyHeadline(runs)}</p>
          <RunsTable runs={runs} />
          <RunActions runs={runs} />
          <Comparison />
        </>
      ) : (
        <NoRuns isLoading={status === 'loading'} />
      )}
    </Panel>
  );
}

function NoRuns({ isLoading }: { readonly isLoading: boolean }) {
  const block = useWorkbench(trainBlock);
  if (isLoading) return <p className="empty">Reading the run history…</p>;
  return (
    <div className="empty">
      <p>Every run that you finish is kept here, in this browser, to be compared.</p>
      <ActionButton block={block} onPress={() => void train()}>
        Train the first run
      </ActionButton>
    </div>
  );
}
