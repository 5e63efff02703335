import { Problem, cancelled } from '../../problem';

/** What the browser threw while it kept or read a dataset, as a problem. */
export function datasetProblem(error: unknown, signal?: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (signal?.aborted) return cancelled();
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'QuotaExceededError') {
    return new Problem(
      'DATASET_QUOTA',
      'The browser has no room left for this dataset.',
      'Delete kept datasets, checkpoints or runs under Storage, or free disk space. The dataset stays open.',
    );
  }
  return new Problem(
    'DATASET_STORAGE',
    `The browser does not keep datasets for this page: ${message || name || 'it gave no reason'}`,
    'The dataset stays open until you reload. A private window or blocked site data is the usual cause.',
  );
}

/** Said before anything is written. */
export function noRoom(bytes: number, free: number): Problem {
  const text = (amount: number) => `${(amount / 2 ** 20).toFixed(amount < 2 ** 30 ? 1 : 0)} MiB`;
  return new Problem(
    'DATASET_QUOTA',
    `The dataset takes ${text(bytes)} and the browser has ${text(Math.max(0, free))} left for this page.`,
    'Delete kept datasets, checkpoints or runs under Storage, or free disk space. The dataset stays open.',
  );
}
