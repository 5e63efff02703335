import { toProblemDetail } from '../../../problem';
import type { SessionStore } from '../storage/session';
import type { RunStore } from './run-store';
import { setRuns } from './runs-store';

let opened: Promise<(RunStore & SessionStore) | null> | null = null;

/** The database, opened once; null where the browser gives none, which is said once. */
export function database(): Promise<(RunStore & SessionStore) | null> {
  opened ??= (async () => {
    try {
      const { openRunDatabase } = await import('./database');
      return await openRunDatabase();
    } catch (error) {
      setRuns({ problem: toProblemDetail(error) });
      return null;
    }
  })();
  return opened;
}
