import type { Slice } from '../../dataset/types';
import { toProblemDetail } from '../../problem';
import type { DeviceChoice } from '../../worker/protocol';
import { findInterrupted } from './checkpoint-actions';
import { engineClient } from './clients';
import { stopTraining } from './occupy-engine';
import { getState, setState } from './store';
import { recallTuning, rememberTuning } from './tuning-memory';

/** Vectors that arrived before the engine was ready to take them. */
let waiting: Pick<Slice, 'vectors' | 'rows' | 'dim'> | null = null;

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

/** Stops what the engine does and lets it forget the vectors: there are none in use. */
export async function releaseVectors(): Promise<void> {
  await stopTraining();
  waiting = null;
  const { engine: state } = getState();
  if (state.status !== 'ready') return;
  setState({ engine: { ...state, loaded: false } });
  await (await engineClient()).unload();
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
    void findInterrupted();
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}
