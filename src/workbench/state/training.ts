import { CANCELLED, toProblemDetail } from '../../problem';
import type { RunResult, TrainProgress } from '../../worker/protocol';
import { engineClient } from './clients';
import { configOf } from './draft';
import { trainText } from './job-text';
import { keptLevels, mergeTrained, trainedFrom } from './reuse';
import { markRun } from './run-mark';
import { getState, setState, type Run } from './store';

/** The training in hand; a new one first stops it and waits until its slices have ended. */
let training: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
/** Counts calls of train(), so that of several waiting only the newest goes on. */
let latest = 0;

export function cancelTraining(): void {
  training?.controller.abort();
}

/** Cancels the run, if there is one, and waits until the engine is free. */
export async function stopTraining(): Promise<void> {
  cancelTraining();
  await training?.ended;
}

/** Trains what the Tune panel asks for. A run in progress is stopped first. */
export async function train(): Promise<void> {
  const turn = ++latest;
  await stopTraining();
  const { engine } = getState();
  if (turn !== latest || engine.status !== 'ready' || !engine.loaded) return;
  const controller = new AbortController();
  const ended = runOnce(controller);
  training = { controller, ended };
  await ended;
  if (training.controller === controller) training = null;
}

async function runOnce(controller: AbortController): Promise<void> {
  const config = configOf(getState().draft);
  const cancel = () => {
    controller.abort();
  };
  const { trained } = getState();
  const kept = keptLevels(trained, config);
  setState({
    run: { config, kept, levels: trained?.levels.slice(0, kept) ?? [], live: null },
    ended: null,
    engineJob: { kind: 'train', text: 'Starting', fraction: null, etaSeconds: null, cancel },
    engineProblem: null,
    agreement: null,
  });
  markRun('running');
  try {
    const engine = await engineClient();
    const result = await engine.train(config, {
      signal: controller.signal,
      onProgress: (progress) => {
        showProgress(progress, cancel);
      },
    });
    finish(result);
  } catch (error) {
    stop(error);
  }
}

function showProgress(progress: TrainProgress, cancel: () => void): void {
  const { run } = getState();
  if (!run) return;
  setState({
    run: advance(run, progress),
    engineJob: {
      kind: 'train',
      text: trainText(progress),
      fraction: progress.fraction,
      etaSeconds: progress.etaSeconds,
      cancel,
    },
  });
}

function advance(run: Run, { finished, live, level }: TrainProgress): Run {
  const levels = finished ? [...run.levels.slice(0, level - 1), finished] : run.levels;
  const isAhead = live !== null && level > levels.length;
  return { ...run, levels, live: isAhead ? { ...live, level } : finished ? null : run.live };
}

function finish(result: RunResult): void {
  setState((state) => ({
    trained: mergeTrained(state.trained, result),
    run: null,
    ended: 'done',
    engineJob: null,
  }));
  markRun('done');
}

/** Cancelled or failed: newly finished levels stay, and if there are none, those of before. */
function stop(error: unknown): void {
  const problem = toProblemDetail(error);
  const ended = problem.code === CANCELLED ? 'cancelled' : 'failed';
  setState(({ run, trained, slice }) => ({
    trained:
      run && run.levels.length > run.kept
        ? trainedFrom(run.config, run.levels, {
            n: slice?.rows ?? 0,
            unavoidableItems: slice?.quality.duplicateRows ?? 0,
            source: null,
          })
        : trained,
    run: null,
    ended,
    engineJob: null,
    engineProblem: ended === 'cancelled' ? null : problem,
  }));
  markRun(ended);
}
