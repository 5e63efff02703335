import { getState, lacksVectors, type WorkbenchState } from './store';

/** The training in hand; a new one first stops it and waits until its slices have ended. */
let training: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
/** Counts calls of train(), so that of several waiting only the newest goes on. */
let latest = 0;

export function cancelTraining(): void {
  training?.controller.abort();
}

/** Whether the engine can work on what is in use: it has the vectors, or there are none. */
export function isEngineSet(state: Pick<WorkbenchState, 'engine' | 'slice'>): boolean {
  const { engine } = state;
  return engine.status === 'ready' && (engine.loaded || lacksVectors(state));
}

/** Cancels the run, if there is one, and waits until the engine is free. */
export async function stopTraining(): Promise<void> {
  cancelTraining();
  await training?.ended;
}

/**
 * Does work on the engine that Cancel, another training and new rows may stop. Work before is
 * stopped first. `work` reports its own failures.
 */
export async function occupyEngine(
  work: (controller: AbortController) => Promise<void>,
): Promise<void> {
  const turn = ++latest;
  await stopTraining();
  if (turn !== latest || !isEngineSet(getState())) return;
  const controller = new AbortController();
  const ended = work(controller);
  training = { controller, ended };
  await ended;
  if (training.controller === controller) training = null;
}
