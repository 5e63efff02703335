import { CANCELLED, toProblemDetail } from '../../problem';
import type { Slice } from '../../dataset/types';
import type { DeviceChoice, RunResult, TrainProgress } from '../../worker/protocol';
import { engineClient } from './clients';
import { configOf } from './draft';
import { checkText, trainText } from './job-text';
import { keptLevels, mergeTrained, trainedFrom } from './reuse';
import { markRun } from './run-mark';
import { getState, setState, type Run } from './store';
import { recallTuning, rememberTuning } from './tuning-memory';

/** Vectors that arrived before the engine was ready to take them. */
let waiting: Pick<Slice, 'vectors' | 'rows' | 'dim'> | null = null;
/** The training in hand; a new one first stops it and waits until its slices have ended. */
let training: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
/** Counts calls of train(), so that of several waiting only the newest goes on. */
let latest = 0;

export async function startEngine(device: DeviceChoice): Promise<void> {
  setState({ engine: { status: 'starting' } });
  try {
    const engine = await engineClient();
    const info = await engine.start({ device, tuning: recallTuning() });
    if (info.tuning) rememberTuning(info.tuning);
    setState({ engine: { status: 'ready', info, loaded: false } });
    await loadWaiting();
  } catch (error) {
    setState({ engine: { status: 'failed', problem: toProblemDetail(error) } });
  }
}

/** Hands the vectors to the engine, now or as soon as it is ready. Trained levels are forgotten. */
export async function giveToEngine(slice: Pick<Slice, 'vectors' | 'rows' | 'dim'>): Promise<void> {
  await stopTraining();
  waiting = slice;
  if (getState().engine.status === 'ready') await loadWaiting();
}

async function loadWaiting(): Promise<void> {
  const { engine: state } = getState();
  if (!waiting || state.status !== 'ready') return;
  const { vectors, rows, dim } = waiting;
  waiting = null;
  setState({ engine: { ...state, loaded: false } });
  const engine = await engineClient();
  try {
    await engine.load({ vectors, rows, dim });
    setState({ engine: { ...state, loaded: true }, engineProblem: null });
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}

export function cancelTraining(): void {
  training?.controller.abort();
}

async function stopTraining(): Promise<void> {
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
            seconds: run.levels.reduce((sum, level) => sum + level.seconds, 0),
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

/** Rows of the current run that the oracle checks: enough to be sure, few enough to be quick. */
const CHECK_ROWS = 4096;

export async function checkAgainstCpu(): Promise<void> {
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
  };
  const show = (text: string, fraction: number | null) => {
    setState({ engineJob: { kind: 'check', text, fraction, etaSeconds: null, cancel } });
  };
  show('Checking against the CPU', null);
  try {
    const engine = await engineClient();
    const agreement = await engine.checkAgainstCpu(
      { maxRows: CHECK_ROWS },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          show(checkText(progress), progress.total > 0 ? progress.done / progress.total : null);
        },
      },
    );
    setState({ agreement, engineJob: null });
  } catch (error) {
    const problem = toProblemDetail(error);
    setState({ engineJob: null, engineProblem: problem.code === CANCELLED ? null : problem });
  }
}
