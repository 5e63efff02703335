import { CANCELLED, toProblemDetail, type ProblemDetail } from '../../problem';
import type { ColumnMapping, OpenedShard, SliceRequest } from '../../dataset/types';
import type { StepProgress } from '../../worker/protocol';
import { dataClient } from './clients';
import { giveToEngine } from './engine-start';
import { checkText } from './job-text';
import { withoutPairs } from './pairs';
import { setStorage } from './storage/storage-store';
import { getState, setState, type Job } from './store';
import { suggestedSample } from './suggested-sample';

/** Seed of the first slice: any fixed number, so that a reload shows the same rows. */
const DEFAULT_SLICE_SEED = 7;

let reading: AbortController | null = null;
let readings = 0;

/** Reading jobs started so far: tells whether the user has opened something meanwhile. */
export function readingsStarted(): number {
  return readings;
}

interface Reading {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StepProgress) => void;
}

/**
 * Runs one reading job at a time; the newest wins. Returns null if it failed or was cancelled.
 * `report` is told the problem, and null once all is well.
 */
export async function read<Result>(
  kind: Job['kind'],
  text: string,
  work: (options: Reading) => Promise<Result>,
  report: (problem: ProblemDetail | null) => void = (dataProblem) => setState({ dataProblem }),
): Promise<Result | null> {
  reading?.abort();
  readings += 1;
  const controller = new AbortController();
  reading = controller;
  const cancel = () => {
    controller.abort();
  };
  const show = (line: string, fraction: number | null) => {
    setState({ dataJob: { kind, text: line, fraction, etaSeconds: null, cancel } });
  };
  show(text, null);
  try {
    const result = await work({
      signal: controller.signal,
      onProgress: (progress) => {
        if (reading === controller) {
          show(checkText(progress), progress.total > 0 ? progress.done / progress.total : null);
        }
      },
    });
    if (reading !== controller) return null;
    report(null);
    return result;
  } catch (error) {
    const problem = toProblemDetail(error);
    if (reading === controller && problem.code !== CANCELLED) report(problem);
    return null;
  } finally {
    if (reading === controller) setState({ dataJob: null });
  }
}

/**
 * Reads the schema and shows the guessed mapping. The rows in use stay until `applyRows`. Several
 * files are shards of one, or vectors and their ids as `.npy`.
 */
export async function openFiles(files: readonly File[]): Promise<OpenedShard | null> {
  const names =
    files.length > 2 ? `${files.length} files` : files.map((file) => file.name).join(' and ');
  const shard = await read('open', `Opening ${names}`, async (options) =>
    (await dataClient()).open(files, options),
  );
  if (shard) showShard(shard, null);
  return shard;
}

/** Shows an opened shard and its rows, sampled if they are too many, as the next slice; `keptId` is null unless the browser keeps it. */
export function showShard(shard: OpenedShard, keptId: string | null): void {
  setStorage({ keptId });
  setState({
    shard,
    request: {
      mapping: shard.mapping,
      where: '',
      sample: suggestedSample(shard),
      seed: DEFAULT_SLICE_SEED,
      dropNonFinite: false,
    },
  });
}

export function editRequest(change: Partial<SliceRequest>): void {
  setState((state) => ({ request: state.request && { ...state.request, ...change } }));
}

export function editMapping(change: Partial<ColumnMapping>): void {
  setState(({ request }) => ({
    request: request && { ...request, mapping: { ...request.mapping, ...change } },
  }));
}

/** Decodes the chosen rows and hands their vectors to the engine. On failure the old rows stay. */
export async function applyRows(): Promise<boolean> {
  const { request } = getState();
  if (!request) return false;
  const slice = await read('slice', 'Reading vectors', async (options) =>
    (await dataClient()).slice(request, options),
  );
  if (!slice) return false;
  const { vectors, ...facts } = slice;
  setState(({ draft }) => ({
    slice: { ...facts, request },
    // They join rows of the slice before.
    ...withoutPairs(draft),
    run: null,
    stopped: null,
    ended: null,
    trained: null,
    agreement: null,
    selection: null,
    plan: null,
  }));
  await giveToEngine({ vectors, rows: slice.rows, dim: slice.dim });
  return true;
}

/** The answer to `VEC_NAN`: the same rows without those that hold NaN or Inf. */
export async function dropNonFiniteRows(): Promise<boolean> {
  editRequest({ dropNonFinite: true });
  return applyRows();
}
