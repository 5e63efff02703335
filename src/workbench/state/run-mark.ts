import type { RunEnd } from './store';

/** Marks the document with how the last run ended, and how many ended well: for tests and scripts. */
export function markRun(mark: RunEnd | 'running'): void {
  const { dataset } = document.documentElement;
  dataset['run'] = mark;
  if (mark === 'done') dataset['runCount'] = String(Number(dataset['runCount'] ?? 0) + 1);
}
