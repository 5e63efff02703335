export type RunMark = 'running' | 'done' | 'cancelled' | 'failed';

/** Marks the document with how the last run ended, and how many ended well: for tests and scripts. */
export function announceRun(mark: RunMark): void {
  const { dataset } = document.documentElement;
  dataset['run'] = mark;
  if (mark === 'done') dataset['runCount'] = String(Number(dataset['runCount'] ?? 0) + 1);
}
