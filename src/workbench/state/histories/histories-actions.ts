import { CANCELLED, toProblemDetail } from '../../../problem';
import type { Histories } from '../../../dataset/histories/types';
import type { CallOptions } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { useWorkbench } from '../store';
import { useHistories, type HistoriesState } from './histories-store';

const set = useHistories.setState;
let reading: AbortController | null = null;

/** What histories came with, if not by themselves. */
type Origin = Partial<Pick<HistoriesState, 'ofSample' | 'ofCodes'>>;

/** Runs one read or match at a time; the newest wins. */
async function take(
  work: (options: CallOptions) => Promise<Histories>,
  onFailure: 'keep' | 'drop',
  origin: Origin & Partial<Pick<HistoriesState, 'file'>> = {},
): Promise<void> {
  reading?.abort();
  const controller = new AbortController();
  reading = controller;
  try {
    const histories = await work({ signal: controller.signal });
    if (reading === controller) set({ histories, problem: null, ...origin });
  } catch (error) {
    const problem = toProblemDetail(error);
    if (reading !== controller || problem.code === CANCELLED) return;
    set({ problem, ...(onFailure === 'drop' ? { histories: null } : {}) });
  } finally {
    if (reading === controller) set({ reading: null });
  }
}

/** Reads histories of the items in use, which may have come with them. On failure the ones before stay. */
export async function openHistories(file: File, cameWith: Origin = {}): Promise<void> {
  set({ reading: file.name });
  const client = await dataClient();
  await take((options) => client.openHistories(file, options), 'keep', {
    ...{ file, ofSample: false, ofCodes: false },
    ...cameWith,
  });
}

export function dismissHistoriesProblem(): void {
  set({ problem: null });
}

export function forgetHistories(): void {
  reading?.abort();
  set({
    ...{ histories: null, problem: null, reading: null, file: null },
    ...{ ofSample: false, ofCodes: false },
  });
}

/** Other rows in use: the open histories are matched again; a new shard drops the sample's, other items those of codes. */
export function followRows(): void {
  useWorkbench.subscribe(({ slice, shard }, before) => {
    const { histories, problem, ofSample, ofCodes } = useHistories.getState();
    const hasOtherItems = slice?.fingerprint !== before.slice?.fingerprint;
    // After a mistaken id column there are none, until rows with the right one are in use.
    const isOpen = histories !== null || problem?.code === 'HISTORY_UNKNOWN_ITEMS';
    if ((shard !== before.shard && ofSample) || (hasOtherItems && ofCodes)) forgetHistories();
    else if (slice && slice !== before.slice && isOpen) {
      void take(async (options) => (await dataClient()).matchHistories(undefined, options), 'drop');
    }
  });
}
