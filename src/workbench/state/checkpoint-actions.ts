import { toProblemDetail } from '../../problem';
import type { QuantizerConfig } from '../../quantizer/config';
import type { CheckpointSummary, EngineApi } from '../../worker/protocol';
import { engineClient } from './clients';
import { initialDraft } from './draft';
import { saveFile } from './save-file';
import { isOf, stoppedFrom, type StoppedRun } from './stopped-run';
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

/** One epoch more, of a learned run. */
export async function stepRun(): Promise<void> {
  if (getState().stopped?.config.method !== 'rqvae') return;
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
  const found = await guarded((engine) => engine.resumeInterrupted(stopped.config));
  const taken = found && stoppedFrom(found, 'opened');
  setState({ stopped: taken, ...pairsOf(found) });
  return taken;
}

/** Before a run is trained as part of others: goes on with it where it was interrupted. */
export async function goOnWith(config: QuantizerConfig): Promise<void> {
  const { stopped } = getState();
  if (stopped?.how !== 'interrupted' || !isOf(stopped, config)) return;
  const found = await guarded((engine) => engine.resumeInterrupted(config));
  setState({ stopped: found && stoppedFrom(found, 'opened'), ...pairsOf(found) });
}

/** Part of the state: the pairs that a contrastive run has brought into the engine. */
function pairsOf(found: CheckpointSummary | null): Pick<WorkbenchState, 'pairs'> | null {
  const fingerprint = found?.config.rqvae.contrastive?.pairs;
  if (!found || found.pairs === 0 || fingerprint === undefined) return null;
  const { pairs: count } = found;
  const counts = { count, total: count, unknown: 0, same: 0 };
  return { pairs: { ...counts, fingerprint, source: 'the checkpoint of the run', origin: null } };
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
  if (!found) return;
  setState({ stopped: stoppedFrom(found, 'opened'), engineProblem: null, ...pairsOf(found) });
}

/** The stopped run as a file. */
export async function saveCheckpoint(): Promise<void> {
  const stopped = await takeUp();
  if (!stopped) return;
  const bytes = await guarded((engine) => engine.saveCheckpoint(stopped.config));
  if (bytes) saveFile(fileName(stopped), bytes);
}

function fileName({ epochs, level, config }: StoppedRun): string {
  const at = config.method === 'rqvae' ? `epoch-${epochs.length}` : `level-${level ?? 'last'}`;
  return `checkpoint-${at}.safetensors`;
}

/** Forgets the stopped run, in the engine and in the browser's storage. */
export async function discardRun(): Promise<void> {
  const { stopped } = getState();
  if (!stopped) return;
  setState({ stopped: null });
  await guarded((engine) => engine.discardCheckpoint(stopped.config));
  // A run of the other kind may wait behind it.
  await findInterrupted();
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
