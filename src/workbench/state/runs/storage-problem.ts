import { Problem } from '../../../problem';

/** What IndexedDB threw, as a problem. Training goes on whatever it is. */
export function storageProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'QuotaExceededError') {
    return new Problem(
      'STORAGE_QUOTA',
      'The browser has no room left for runs of this page.',
      'Delete runs that you no longer need, or free disk space. New runs last until you reload.',
    );
  }
  return new Problem(
    'STORAGE_UNAVAILABLE',
    `The browser does not store runs for this page: ${message || name || 'it gave no reason'}`,
    'Runs last until you reload. A private window or blocked site data is the usual cause.',
  );
}
