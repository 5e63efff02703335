import { throwIfCancelled } from '../../problem';

/** Work cut into steps: whoever runs it decides what happens between two of them. */
export type Steps<Result> = Generator<void, Result, void>;

export interface Pauses {
  readonly signal?: AbortSignal | undefined;
  /** Called after every step and may wait: only then can an abort sent to a worker arrive. */
  readonly breathe?: (() => Promise<void>) | undefined;
}

/** All steps in one go. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same with pauses. Throws the cancelled problem between steps if the signal has fired. */
export async function runStepsWithPauses<Result>(
  steps: Steps<Result>,
  { signal, breathe }: Pauses,
): Promise<Result> {
  throwIfCancelled(signal);
  let step = steps.next();
  while (!step.done) {
    if (breathe) await breathe();
    throwIfCancelled(signal);
    step = steps.next();
  }
  return step.value;
}
