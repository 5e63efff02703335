import { Problem } from '../../problem';

const HINT =
  'Training goes on. Pause and save the checkpoint as a file if it must outlast this tab.';

/** What the browser's storage threw, as a problem. */
export function storageProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'QuotaExceededError') {
    return new Problem(
      'CHECKPOINT_QUOTA',
      'The browser has no room left for the checkpoint of this run.',
      `${HINT} Deleting kept runs makes room.`,
    );
  }
  return new Problem(
    'CHECKPOINT_STORAGE',
    `The browser does not keep checkpoints for this page: ${message || name || 'it gave no reason'}`,
    HINT,
  );
}
