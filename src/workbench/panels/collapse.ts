import type { EpochReport } from '../../worker/protocol';

/** Below this usage a level is called collapsing: half of its codebook carries nothing. */
export const COLLAPSE_USAGE = 0.5;

/** Levels (1-based) whose codebook is mostly dead after the last epoch. */
export function collapsedLevels(epochs: readonly EpochReport[]): number[] {
  const usage = epochs.at(-1)?.usage ?? [];
  return usage.flatMap((share, level) => (share < COLLAPSE_USAGE ? [level + 1] : []));
}

/** What the alarm says; null while all is well. */
export function collapseText(epochs: readonly EpochReport[], revives: boolean): string | null {
  const levels = collapsedLevels(epochs);
  if (levels.length === 0) return null;
  const names = levels.length === 1 ? `level ${levels[0]}` : `levels ${levels.join(', ')}`;
  const advice = revives
    ? 'Dead codes are being revived; more Sinkhorn rounds or a k-means start spread codes further.'
    : 'Turn on Revive dead codes, or raise the Sinkhorn rounds.';
  return `Collapse: more than half of the codes at ${names} are dead. ${advice}`;
}
