import { create } from 'zustand';
import type { ProblemDetail } from '../../../problem';
import type { StorageReport } from '../../../worker/protocol';

export interface StorageState {
  /** The kept dataset that is open; null where the open one is not kept. */
  readonly keptId: string | null;
  /** As it was read last; null before. */
  readonly report: StorageReport | null;
  /** The last call that failed; null while all is well. */
  readonly problem: ProblemDetail | null;
}

export const useStorage = create<StorageState>()(() => ({
  keptId: null,
  report: null,
  problem: null,
}));

export const getStorage = useStorage.getState;
export const setStorage = useStorage.setState;
