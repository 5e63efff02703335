import type { QuantizerConfig } from '../../quantizer/config';
import type { EpochReport } from '../../worker/protocol';

/** Below this usage a level is called collapsing: half of its codebook carries nothing. */
export const COLLAPSE_USAGE = 0.5;

/** Levels (1-based) whose codebook is mostly dead after the last epoch. */
export function collapsedLevels(epochs: readonly EpochReport[]): number[] {
  const usage = epochs.at(-1)?.usage ?? [];
  return usage.flatMap((share, level) => (share < COLLAPSE_USAGE ? [level + 1] : []));
}

/** What keeps codes alive in training: balanced assignment, revival, or nothing. */
type Care = 'sinkhorn' | 'revival' | 'none';

/** Of the run that is looked at. */
export function careOf({ rqvae, reviveDeadCodes }: QuantizerConfig): Care {
  if (rqvae.sinkhornRounds > 0) return 'sinkhorn';
  return reviveDeadCodes ? 'revival' : 'none';
}

const ADVICE: Readonly<Record<Care, string>> = {
  sinkhorn: 'More Sinkhorn rounds, a k-means start or a lower learning rate spread codes further.',
  revival: 'Dead codes are being revived; Sinkhorn rounds or a k-means start spread codes further.',
  none: 'Turn on Revive dead codes, or use Sinkhorn rounds.',
};

/** What the alarm says; null while all is well. */
export function collapseText(epochs: readonly EpochReport[], care: Care): string | null {
  const levels = collapsedLevels(epochs);
  if (levels.length === 0) return null;
  const names = levels.length === 1 ? `level ${levels[0]}` : `levels ${levels.join(', ')}`;
  return `Collapse: more than half of the codes at ${names} are dead. ${ADVICE[care]}`;
}
