import { CANCELLED, toProblemDetail } from '../../problem';
import type { QuantizerConfig } from '../../quantizer/config';
import type { RunResult, TrainProgress } from '../../worker/protocol';
import { engineClient } from './clients';
import { configOf } from './draft';
import { trainText } from './job-text';
import { keepFinished } from './keep-finished';
import { occupyEngine } from './occupy-engine';
import { keptLevels, mergeTrained, trainedFrom } from './reuse';
import { markRun } from './run-mark';
import { advance } from './run-progress';
import { getState, setState, type Job, type RunEnd } from './store';

/** Trains what the Tune panel asks for. A run in progress is stopped first. */
export function train(): Promise<void> {
  return occupyEngine(async (controller) => {
    await trainConfig(configOf(getState().draft), controller);
  });
}

export interface TrainOptions {
  /** Sweeps that the run belongs to. */
  readonly sweeps?: readonly string[];
  /** What the job bar shows of a job that is part of a larger one; null: the job has ended. */
  readonly within?: (job: Job | null) => Job | null;
}

/** Trains one config, shows it, keeps it in the history. Tells how it ended; never throws. */
export async function trainConfig(
  config: QuantizerConfig,
  controller: AbortController,
  { sweeps = [], within = (job) => job }: TrainOptions = {},
): Promise<RunEnd> {
  const cancel = () => {
    controller.abort();
  };
  const { trained, slice } = getState();
  const kept = keptLevels(trained, config);
  setState({
    run: {
      config,
      kept,
      levels: trained?.levels.slice(0, kept) ?? [],
      live: null,
      epochs: [],
      curve: [],
    },
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
    const result = await engine.train(config, {
      signal: controller.signal,
      onProgress: (progress) => {
        showProgress(progress, (job) => within({ ...job, cancel }));
      },
    });
    finish(result, within(null));
    if (slice) keepFinished(result, slice, sweeps);
    return 'done';
  } catch (error) {
    return stop(error, within(null));
  }
}

function showProgress(
  progress: TrainProgress,
  show: (job: Omit<Job, 'cancel'>) => Job | null,
): void {
  const { run } = getState();
  if (!run) return;
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
    ended: 'done',
    engineJob,
  }));
  markRun('done');
}

/** Cancelled or failed: newly finished levels stay, and if there are none, those of before. */
function stop(error: unknown, engineJob: Job | null): RunEnd {
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
    engineJob,
    engineProblem: ended === 'cancelled' ? null : problem,
  }));
  markRun(ended);
  return ended;
}
