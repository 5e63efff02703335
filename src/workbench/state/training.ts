import { CANCELLED, PAUSED, toProblemDetail } from '../../problem';
import type { QuantizerConfig } from '../../quantizer/config';
import type { RunResult, TrainMessage } from '../../worker/protocol';
import { engineClient } from './clients';
import { configOf } from './draft';
import { trainText } from './job-text';
import { keepFinished } from './keep-finished';
import { occupyEngine } from './occupy-engine';
import { finishedLevels, mergeTrained, trainedFrom } from './reuse';
import { markRun } from './run-mark';
import { advance } from './run-progress';
import { standing, stoppedBy } from './standing';
import { goesOn, isSameKind } from './stopped-run';
import { getState, setState, type Job, type RunEnd } from './store';

/** Trains what the Tune panel asks for. A run in progress is stopped first. */
export function train(options: Pick<TrainOptions, 'isStep'> = {}): Promise<void> {
  return occupyEngine(async (controller) => {
    await trainConfig(configOf(getState().draft), controller, options);
  });
}

export interface TrainOptions {
  /** Pauses a learned run after one epoch. */
  readonly isStep?: boolean;
  /** Sweeps that the run belongs to. */
  readonly sweeps?: readonly string[];
  /** What the job bar shows of a job that is part of a larger one; null: the job has ended. */
  readonly within?: (job: Job | null) => Job | null;
}

/** Trains one config, shows it, keeps it in the history. Tells how it ended; never throws. */
export async function trainConfig(
  config: QuantizerConfig,
  controller: AbortController,
  { isStep = false, sweeps = [], within = (job) => job }: TrainOptions = {},
): Promise<RunEnd> {
  const cancel = () => {
    controller.abort();
  };
  const { trained, slice, stopped } = getState();
  const kept = finishedLevels(trained, config);
  const epochs = stopped && goesOn(stopped, config) ? stopped.epochs : [];
  setState({
    run: {
      config,
      kept,
      levels: trained?.levels.slice(0, kept) ?? [],
      live: null,
      epochs,
      curve: [],
    },
    isPausing: isStep,
    ended: null,
    engineJob: within({
      kind: 'train',
      text: 'Starting',
      fraction: null,
      etaSeconds: null,
      cancel,
    }),
    engineProblem: null,
    agreement: null,
  });
  markRun('running');
  try {
    const engine = await engineClient();
    const training = engine.train(config, {
      signal: controller.signal,
      onProgress: (progress) => {
        showProgress(progress, (job) => within({ ...job, cancel }));
      },
    });
    if (isStep) void engine.pause();
    const result = await training;
    finish(result, within(null));
    if (slice) keepFinished(result, slice, sweeps);
    return 'done';
  } catch (error) {
    return stop(error, within(null));
  }
}

function showProgress(
  { checkpointProblem, ...progress }: TrainMessage,
  show: (job: Omit<Job, 'cancel'>) => Job | null,
): void {
  const { run } = getState();
  if (!run) return;
  if (checkpointProblem) setState({ engineProblem: checkpointProblem });
  setState({
    run: advance(run, progress),
    engineJob: show({
      kind: 'train',
      text: trainText(progress),
      fraction: progress.fraction,
      etaSeconds: progress.etaSeconds,
    }),
  });
}

function finish(result: RunResult, engineJob: Job | null): void {
  setState((state) => ({
    trained: mergeTrained(state.trained, result),
    run: null,
    isPausing: false,
    stopped:
      state.stopped && isSameKind(state.stopped.config, result.config) ? null : state.stopped,
    ended: 'done',
    engineJob,
  }));
  markRun('done');
}

const ENDS: Readonly<Record<string, RunEnd>> = { [PAUSED]: 'paused', [CANCELLED]: 'cancelled' };

/**
 * Paused, cancelled or failed: newly finished levels stay, and if there are none, those of before; a
 * learned run may go on from its last epoch.
 */
function stop(error: unknown, engineJob: Job | null): RunEnd {
  const problem = toProblemDetail(error);
  const ended = ENDS[problem.code] ?? 'failed';
  setState(({ run, trained, slice, stopped, engineProblem }) => ({
    trained:
      run && run.levels.length > run.kept
        ? trainedFrom(run.config, run.levels, {
            n: slice?.rows ?? 0,
            unavoidableItems: slice?.quality?.duplicateRows ?? 0,
            epochs: run.epochs,
            source: null,
          })
        : trained,
    stopped: standing(stopped, stoppedBy(run, ended)),
    run: null,
    isPausing: false,
    ended,
    engineJob,
    // What was told on the way, as of the browser's storage, stays.
    engineProblem: ended === 'failed' ? problem : engineProblem,
  }));
  markRun(ended);
  return ended;
}
