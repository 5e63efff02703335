import { toProblemDetail } from '../../problem';
import type { EngineApi } from '../../worker/protocol';
import { engineClient } from './clients';
import { initialDraft } from './draft';
import { saveFile } from './save-file';
import { stoppedFrom, type StoppedRun } from './stopped-run';
import { getState, setState, type WorkbenchState } from './store';
import { train } from './training';

/** Whether a learned run is in training that may be paused. */
export function canPause({ run, engineJob, isPausing }: WorkbenchState): boolean {
  return run?.config.method === 'rqvae' && engineJob?.kind === 'train' && !isPausing;
}

/** Stops the run at the end of its epoch. */
export async function pauseRun(): Promise<void> {
  if (!canPause(getState())) return;
  setState({ isPausing: true });
  await guarded((engine) => engine.pause());
}

/** Goes on with the stopped run, under the settings that it had. */
export async function resumeRun(): Promise<void> {
  if (await goOn()) await train();
}

/** One epoch more. */
export async function stepRun(): Promise<void> {
  if (await goOn()) await train({ isStep: true });
}

/** Pause or resume, whichever there is to do. */
export function pauseOrResume(): void {
  const state = getState();
  if (canPause(state)) void pauseRun();
  else if (canResume(state)) void resumeRun();
}

export function canResume({ stopped, run, engineJob }: WorkbenchState): boolean {
  return stopped !== null && run === null && engineJob === null;
}

/** Has Tune show the stopped run's settings, and the engine stand where it does. */
async function goOn(): Promise<boolean> {
  const stopped = await takeUp();
  if (!stopped) return false;
  setState({ draft: initialDraft(stopped.config) });
  return true;
}

/** The stopped run, as the engine stands now; null where there is none to go on with. */
async function takeUp(): Promise<StoppedRun | null> {
  if (!canResume(getState())) return null;
  const { stopped } = getState();
  if (stopped?.how !== 'interrupted') return stopped;
  const found = await guarded((engine) => engine.resumeInterrupted());
  const taken = found && stoppedFrom(found, 'opened');
  setState({ stopped: taken });
  return taken;
}

/** Looks for a run that was interrupted on the rows in use. */
export async function findInterrupted(): Promise<void> {
  const { slice } = getState();
  const found = await guarded((engine) => engine.interruptedRun());
  if (found && getState().slice === slice && !getState().stopped) {
    setState({ stopped: stoppedFrom(found, 'interrupted') });
  }
}

/** Opens a checkpoint file of a run on the rows in use. On a problem nothing changes. */
export async function openCheckpoint(file: File): Promise<void> {
  const found = await guarded((engine) => engine.openCheckpoint({ file, config: null }));
  if (found) setState({ stopped: stoppedFrom(found, 'opened'), engineProblem: null });
}

/** The stopped run as a file. */
export async function saveCheckpoint(): Promise<void> {
  const stopped = await takeUp();
  if (!stopped) return;
  const bytes = await guarded((engine) => engine.saveCheckpoint());
  if (bytes) saveFile(fileName(stopped), bytes);
}

function fileName({ epochs }: StoppedRun): string {
  return `checkpoint-epoch-${epochs.length}.safetensors`;
}

/** Forgets the stopped run, in the engine and in the browser's storage. */
export async function discardRun(): Promise<void> {
  setState({ stopped: null });
  await guarded((engine) => engine.discardCheckpoint());
}

/** A call whose problem is shown; null then. */
async function guarded<Result>(
  work: (engine: EngineApi) => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work(await engineClient());
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
    return null;
  }
}
