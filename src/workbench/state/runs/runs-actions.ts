import { toProblemDetail } from '../../../problem';
import type { RunResult } from '../../../worker/protocol';
import { initialDraft } from '../draft';
import { setState, type SliceInUse } from '../store';
import { recallBaseline, rememberBaseline } from './baseline-memory';
import {
  newRun,
  runKey,
  type ModelRecall,
  type NewRun,
  type ProxyFigures,
  type RunCodes,
  type RunRecord,
} from './record';
import { memoryStore, type RunStore } from './run-store';
import { database } from './opened-database';
import { getRuns, setRuns } from './runs-store';
import { fullRun } from './stored-run';

const memory = memoryStore();

/** Runs with negative numbers are the memory's. */
async function storeOf(id: number): Promise<RunStore> {
  return id < 0 ? memory : ((await database()) ?? memory);
}

/** Reads the history. */
export async function loadRuns(): Promise<void> {
  const store = await database();
  const kept = await attempt(async () => (await store?.list()) ?? []);
  const runs = (kept ?? []).map(fullRun);
  const baseline = recallBaseline();
  setRuns((state) => ({
    status: 'ready',
    runs: [...runs, ...state.runs.filter(({ id }) => !runs.some((run) => run.id === id))],
    baseline: runs.some(({ id }) => id === baseline) ? baseline : null,
  }));
}

/**
 * Keeps a finished run. Never throws: a run that cannot be stored lasts until reload. A run that
 * trained nothing and equals a kept one is that one.
 */
export async function keepRun(
  result: RunResult,
  slice: SliceInUse,
  sweeps: readonly string[] = [],
): Promise<void> {
  const { run, codes } = newRun(result, slice, { name: '', at: Date.now(), sweeps });
  // Opened again, read codes are what they were.
  if (run.codesFrom !== null && getRuns().runs.some((kept) => sameReading(kept, run))) return;
  const same = findRun(runKey(run.config, run.data, run.adapter));
  if (same && run.levels.every((level) => level.reused)) return joinSweeps(same, sweeps);
  const store = (await database()) ?? memory;
  const id = (await attempt(() => store.add(run, codes))) ?? (await memory.add(run, codes));
  // Reading the history may have found it first.
  setRuns(({ runs }) => ({ runs: [...runs.filter((kept) => kept.id !== id), { ...run, id }] }));
}

/** The kept run of this `runKey`. What a saved quantizer encoded need not be what training gives. */
export function findRun(key: string): RunRecord | undefined {
  return getRuns().runs.find(
    (run) =>
      run.encodedWith === null &&
      run.codesFrom === null &&
      runKey(run.config, run.data, run.adapter) === key,
  );
}

/** Whether two runs are of the same codes of a file, as far as their figures tell. */
function sameReading(a: NewRun, b: NewRun): boolean {
  const figures = ({ codesFrom, data, levels }: NewRun) =>
    JSON.stringify([codesFrom, data.fingerprint, levels.map(({ metrics, sid }) => [metrics, sid])]);
  return figures(a) === figures(b);
}

export async function renameRun(run: RunRecord, name: string): Promise<void> {
  if (run.name !== name) await updateRun({ ...run, name });
}

/** Makes a run that was trained before a member of sweeps as well. */
export async function joinSweeps(run: RunRecord, sweeps: readonly string[]): Promise<void> {
  const all = [...new Set([...run.sweeps, ...sweeps])];
  if (all.length > run.sweeps.length) await updateRun({ ...run, sweeps: all });
}

/** Keeps what a sequence model reached on the run's SIDs, in place of what the same asked for before. */
export async function joinModelRecall(run: RunRecord, measured: ModelRecall): Promise<void> {
  const others = run.modelRecalls.filter(
    ({ histories, how }) => histories !== measured.histories || how !== measured.how,
  );
  await updateRun({ ...run, modelRecalls: [...others, measured] });
}

/** Keeps what was measured of the run for proxies, in place of the same of before. */
export async function joinProxyFigures(run: RunRecord, measured: ProxyFigures): Promise<void> {
  const others = run.proxyFigures.filter(
    ({ histories, category }) => histories !== measured.histories || category !== measured.category,
  );
  await updateRun({ ...run, proxyFigures: [...others, measured] });
}

async function updateRun(run: RunRecord): Promise<void> {
  setRuns(({ runs }) => ({ runs: runs.map((other) => (other.id === run.id ? run : other)) }));
  const store = await storeOf(run.id);
  await attempt(() => store.update(run));
}

export async function deleteRuns(ids: readonly number[]): Promise<void> {
  const gone = new Set(ids);
  for (const store of [await database(), memory]) await attempt(async () => store?.remove(ids));
  setRuns(({ runs, picked, baseline }) => ({
    runs: runs.filter(({ id }) => !gone.has(id)),
    picked: picked.filter((id) => !gone.has(id)),
    baseline: baseline !== null && gone.has(baseline) ? null : baseline,
  }));
  rememberBaseline(getRuns().baseline);
}

export function pinBaseline(id: number | null): void {
  setRuns({ baseline: id });
  rememberBaseline(id);
}

/** The run's codes; null if they cannot be read any more. */
export async function codesOf(id: number): Promise<RunCodes | null> {
  const store = await storeOf(id);
  return attempt(() => store.codes(id));
}

/** Puts the run's settings into the Tune panel. */
export function applySettingsOf({ config }: RunRecord): void {
  setState({ draft: initialDraft(config) });
}

/** The result, or null after saying what went wrong. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    setRuns({ problem: toProblemDetail(error) });
    return null;
  }
}
