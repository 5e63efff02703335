/** Options every call may take. They cross the worker boundary as messages, not as objects. */
export interface CallOptions<Progress = never> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface StepProgress {
  /** A sentence fragment in the present: "Reading vectors". */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
