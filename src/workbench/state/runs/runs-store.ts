import { create } from 'zustand';
import type { ProblemDetail } from '../../../problem';
import type { RunRecord } from './record';

export type RunColumn =
  | 'id'
  | 'name'
  | 'method'
  | 'shape'
  | 'bits'
  | 'unique'
  | 'reconstruction'
  | 'maxBucket'
  | 'entropy'
  | 'seconds'
  | 'adapter'
  | 'data';

export interface RunSort {
  readonly by: RunColumn;
  readonly isDescending: boolean;
}

export interface RunsState {
  readonly status: 'loading' | 'ready';
  /** By number, oldest first. */
  readonly runs: readonly RunRecord[];
  /** Why runs are not being stored, or the last call that failed; null while all is well. */
  readonly problem: ProblemDetail | null;
  /** Numbers of the runs to compare, in the order in which they were picked. */
  readonly picked: readonly number[];
  /** The run that others are measured against; null if none is pinned. */
  readonly baseline: number | null;
  readonly sort: RunSort;
}

/** The run history. Apart from the workbench's store: a page that never trains never loads it. */
export const useRuns = create<RunsState>()(() => ({
  status: 'loading',
  runs: [],
  problem: null,
  picked: [],
  baseline: null,
  sort: { by: 'id', isDescending: true },
}));

export const getRuns = useRuns.getState;
export const setRuns = useRuns.setState;

/** The most runs that are compared at once: as many as lines can be told apart. */
export const MAX_PICKED = 6;

/** Picks a run for comparison, or no longer. Beyond the limit the oldest pick makes room. */
export function togglePicked(id: number): void {
  setRuns(({ picked }) => ({
    picked: picked.includes(id)
      ? picked.filter((other) => other !== id)
      : [...picked, id].slice(-MAX_PICKED),
  }));
}

/** Sorts by a column; the same column again turns the order round. */
export function sortRunsBy(by: RunColumn): void {
  setRuns(({ sort }) => ({
    sort: { by, isDescending: sort.by === by ? !sort.isDescending : true },
  }));
}
