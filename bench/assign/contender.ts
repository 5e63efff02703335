import type { AssignTask } from './task';

/** One way to compute a task, with its inputs already on the device. */
export interface Formulation {
  readonly name: string;
  /** Enqueues the job `times` times and resolves with the last codes, length rows, read back. */
  readonly run: (times: number) => Promise<ArrayLike<number>>;
}

export interface Prepared {
  readonly formulations: readonly Formulation[];
  readonly dispose: () => void;
}

/** A library, or the workbench itself, that can compute an assign task on the page's adapter. */
export interface Contender {
  readonly name: string;
  readonly prepare: (task: AssignTask) => Promise<Prepared>;
}
