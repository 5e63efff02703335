import type { WorkbenchState } from '../state/store';

/** Why rows cannot be encoded with a file just now, as a sentence; null if they can. */
export function encodeBlock({
  engine,
  slice,
  run,
  engineJob,
}: Pick<WorkbenchState, 'engine' | 'slice' | 'run' | 'engineJob'>): string | null {
  if (slice?.request === null) return 'These are Semantic IDs without vectors to encode.';
  if (!slice) return 'There are no rows to encode: open a file first.';
  if (engine.status !== 'ready' || !engine.loaded) return 'The engine waits for the vectors.';
  if (run) return 'Training. Wait, or cancel it in the bar above.';
  if (engineJob) return 'The engine is at work. Wait, or cancel it in the bar above.';
  return null;
}
