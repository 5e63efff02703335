import { discardRun, resumeRun, saveCheckpoint, stepRun } from '../state/checkpoint-actions';
import { configOf } from '../state/draft';
import { isOf, stoppedText } from '../state/stopped-run';
import { useWorkbench } from '../state/store';

/** A run that was stopped and may go on: resume it, train one epoch more, take it home, or drop it. */
export function StoppedRunCard({ isBlocked }: { readonly isBlocked: boolean }) {
  const stopped = useWorkbench((state) => state.stopped);
  const isTuned = useWorkbench(({ draft }) => stopped !== null && isOf(stopped, configOf(draft)));
  if (!stopped) return null;
  const isLearned = stopped.config.method === 'rqvae';
  return (
    <div className="stopped" role="group" aria-label="Stopped run">
      <p role="status" data-testid="stopped-run">
        {stoppedText(stopped)}{' '}
        {stopped.otherAdapter !== null && (
          <span className="muted">
            It was computed on {stopped.otherAdapter}: here the last bits may differ.{' '}
          </span>
        )}
        {!isTuned && <span className="muted">Resume sets Tune to its settings.</span>}
      </p>
      <div className="row">
        <button
          type="button"
          className="button primary small"
          disabled={isBlocked}
          aria-keyshortcuts="R"
          onClick={() => void resumeRun()}
        >
          Resume
        </button>
        {isLearned && (
          <button
            type="button"
            className="button small"
            disabled={isBlocked}
            title="Train one epoch more, then pause"
            aria-keyshortcuts="N"
            onClick={() => void stepRun()}
          >
            Step
          </button>
        )}
        <button
          type="button"
          className="button small"
          disabled={isBlocked}
          title="All that the run needs to go on, as a .safetensors file"
          onClick={() => void saveCheckpoint()}
        >
          Save checkpoint…
        </button>
        <button
          type="button"
          className="button quiet small"
          disabled={isBlocked}
          onClick={() => void discardRun()}
        >
          Discard
        </button>
      </div>
    </div>
  );
}
