import { Problem, orCancelled } from '../problem';

/** What may pass by itself: a connection that broke, a server that is busy. */
const PASSING: readonly string[] = ['REMOTE_UNREACHABLE', 'REMOTE_CUT', 'REMOTE_SERVER'];
/** Before another try. */
const WAITS_MS = [500, 2000];

/** What `work` gives, at the third try at the latest: a file is read by many requests. */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (const wait of WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem && PASSING.includes(error.code))) throw error;
      await orCancelled(new Promise((resolve) => setTimeout(resolve, wait)), signal);
    }
  }
  return work();
}
