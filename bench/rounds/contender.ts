/** One way to compute a task, with its inputs already on the device. */
export interface Formulation {
  readonly name: string;
  /** Runs the job `times` times and resolves with the last result, read back. */
  readonly run: (times: number) => Promise<ArrayLike<number>>;
}

export interface Prepared {
  readonly formulations: readonly Formulation[];
  readonly dispose: () => void;
}

/** A library, or the workbench itself, that can compute a task on the page's adapter. */
export interface Contender<Task> {
  readonly name: string;
  readonly prepare: (task: Task) => Promise<Prepared>;
}

/** How far a result is right. */
export interface Agreement {
  /** What the values are: codes, or entries of a product. */
  readonly what: string;
  /** Values compared with Float64 arithmetic, evenly spaced. */
  readonly checked: number;
  /** Others, but as good within rounding. */
  readonly ties: number;
  readonly wrong: number;
}
