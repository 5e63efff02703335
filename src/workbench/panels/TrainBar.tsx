import { useEffect, useMemo, useRef } from 'react';
import { expectedUnique } from '../../sid/expected';
import { canPause, openCheckpoint, pauseRun } from '../state/checkpoint-actions';
import { configOf, spaceOf } from '../state/draft';
import { train } from '../state/training';
import { describeTraining, finishedLevels } from '../state/reuse';
import { goesOn } from '../state/stopped-run';
import { hasPendingRows, lacksVectors, setState, useWorkbench } from '../state/store';
import { FileButton } from '../widgets/FileButton';
import { formatBytes, formatCount, formatPercent, formatSeconds } from '../widgets/format';
import { Metric } from '../widgets/Metric';
import { ProblemCard } from '../widgets/ProblemCard';
import { Toggle } from '../widgets/Toggle';
import { StoppedRunCard } from './StoppedRunCard';
import { useTrainBlock } from './use-train-block';

/**
 * What the settings will cost and give, before anything trains; and the one primary button. Without vectors there
 * is nothing to train: Tune says so.
 */
export function TrainBar({ isCompact = false }: { readonly isCompact?: boolean }) {
  const hasCodesOnly = useWorkbench(lacksVectors);
  return hasCodesOnly ? null : <TrainControls isCompact={isCompact} />;
}

function TrainControls({ isCompact }: { readonly isCompact: boolean }) {
  const live = useWorkbench((state) => state.live);
  const plan = useWorkbench((state) => state.plan);
  const problem = plan && !plan.ok ? plan.problem : null;
  const isPending = useWorkbench(hasPendingRows);
  const block = useTrainBlock();
  const isStopped = useWorkbench((state) => state.stopped !== null);
  const isRunning = useWorkbench((state) => state.run !== null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The page's one next step, ready for Enter, unless the user is somewhere already.
    if (!block && document.activeElement === document.body) button.current?.focus();
  }, [block]);

  return (
    <section className="trainbar" aria-label="Train" data-compact={isCompact || undefined}>
      <Consequences />
      {problem && <ProblemCard problem={problem} />}
      {!isRunning && <StoppedRunCard isBlocked={block !== null && plan?.ok !== false} />}
      <p id="train-note" className="train-note muted">
        <TrainNote block={block} />
      </p>
      <div className="row">
        <button
          ref={button}
          type="button"
          // One primary action at a time: of rows that wait to be used, or of a run that may go on.
          className={isPending || isStopped ? 'button grow' : 'button primary grow'}
          aria-disabled={block !== null}
          aria-describedby="train-note"
          onClick={() => {
            if (!block) void train();
          }}
        >
          Train
        </button>
        <PauseButton />
        <Toggle isOn={live} onChange={(isOn) => setState({ live: isOn })}>
          Live
        </Toggle>
        <OpenCheckpoint isDisabled={block !== null && plan?.ok !== false} />
      </div>
    </section>
  );
}

/** Of a learned run in training. */
function PauseButton() {
  const isPausing = useWorkbench((state) => state.isPausing);
  const isShown = useWorkbench(canPause) || isPausing;
  if (!isShown) return null;
  return (
    <button
      type="button"
      className="button"
      aria-disabled={isPausing}
      aria-keyshortcuts="R"
      title="Stop at the end of this epoch; Resume goes on to the same result"
      onClick={() => void pauseRun()}
    >
      {isPausing ? 'Pausing…' : 'Pause'}
    </button>
  );
}

/** A run of a method that trains may go on from a file. */
function OpenCheckpoint({ isDisabled }: { readonly isDisabled: boolean }) {
  const isOffered = useWorkbench(({ draft, run }) => draft.method !== 'fsq' && run === null);
  if (!isOffered) return null;
  return (
    <FileButton
      label="File with the checkpoint of a run"
      accept={['.safetensors']}
      isDisabled={isDisabled}
      onFiles={([file]) => {
        if (file) void openCheckpoint(file);
      }}
    >
      Open checkpoint…
    </FileButton>
  );
}

function TrainNote({ block }: { readonly block: string | null }) {
  const draft = useWorkbench((state) => state.draft);
  const trained = useWorkbench((state) => state.trained);
  const stopped = useWorkbench((state) => state.stopped);
  const plan = useWorkbench((state) => state.plan);
  const isPending = useWorkbench(hasPendingRows);
  if (block) return block;
  if (isPending) return 'The rows in use are still the old ones: press Use these rows first.';
  if (goesOn(stopped, configOf(draft))) return 'Train goes on with the stopped run.';
  const kept = finishedLevels(trained, configOf(draft));
  const seconds = plan?.seconds ?? null;
  const time = seconds !== null && kept < draft.levels ? ` About ${formatSeconds(seconds)}.` : '';
  return `${describeTraining(kept, draft.levels)}${time}`;
}

function Consequences() {
  const draft = useWorkbench((state) => state.draft);
  const plan = useWorkbench((state) => state.plan);
  const n = useWorkbench((state) => state.slice?.rows ?? 0);
  const config = useMemo(() => configOf(draft), [draft]);
  const space = spaceOf(config);
  const expected = n === 0 ? 0 : expectedUnique(space, n) / n;
  return (
    <div className="metrics consequences">
      <Metric
        of="planBytes"
        label="Memory"
        value={plan ? formatBytes(plan.bytes) : '–'}
        raw={plan?.bytes ?? 0}
        worked="bytes"
        n={n}
      />
      <Metric
        of="space"
        value={formatCount(space)}
        raw={space}
        worked={config.codebookSizes.join(' × ')}
        n={n}
      />
      <Metric
        of="expectedUnique"
        label="Expected unique"
        value={n === 0 ? '–' : formatPercent(expected)}
        raw={expected}
        n={n}
        testId="expected-unique"
      />
    </div>
  );
}
