/**
 * Something the user can cause (a file, SQL, memory, the GPU) and can do something about.
 * Bugs throw plain errors; problems travel through the worker protocol unharmed.
 */
export interface ProblemDetail {
  /** Stable, upper-case, e.g. `NPZ_PICKLE`. */
  readonly code: string;
  /** What happened and why we think so: one or two sentences. */
  readonly message: string;
  /** What to do next: one sentence. */
  readonly hint: string;
}

export class Problem extends Error implements ProblemDetail {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.hint = hint;
  }
}

/** The user's own Cancel: not a failure, shown without alarm. */
export const CANCELLED = 'CANCELLED';

export function cancelled(): Problem {
  return new Problem(CANCELLED, 'Cancelled.', 'What was finished before is kept.');
}

/** The user's own Pause of a learned run: not a failure either. */
export const PAUSED = 'PAUSED';

export function paused(epoch: number, epochs: number): Problem {
  return new Problem(
    PAUSED,
    `Paused after epoch ${epoch} of ${epochs}.`,
    'Train the same settings again: the run goes on from there.',
  );
}

/** Throws the cancelled problem if the signal has fired. Call between slices of long work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/** `promise`, or the cancelled problem as soon as the signal fires; the work itself goes on. */
export async function orCancelled<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  throwIfCancelled(signal);
  if (!signal) return promise;
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(cancelled());
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** What browsers throw when a file's bytes cannot be had. */
const UNREADABLE: readonly string[] = ['NotReadableError', 'NotFoundError'];

/** The detail of any thrown value; an unknown error becomes `INTERNAL`, with its text kept. */
export function toProblemDetail(error: unknown): ProblemDetail {
  if (error instanceof Problem) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  if (error instanceof DOMException && UNREADABLE.includes(error.name)) {
    return {
      code: 'FILE_GONE',
      message:
        'A file can no longer be read: it was moved or changed after it was opened, or is a folder.',
      hint: 'Open it again.',
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message: `A bug in the workbench: ${text}`,
    hint: 'Your data and finished levels are kept. Try again, and report this text if it returns.',
  };
}
