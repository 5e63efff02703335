import type { SidMetrics } from '../../sid/types';
import type { ViewLevel } from '../state/view';
import { formatCount, formatNumber, formatPercent, plural } from '../widgets/format';

/** The answer of each panel as one sentence. */

/** "5 of 256 codes are dead at level 1", or how even the last level is where none is dead. */
export function usageHeadline(levels: readonly ViewLevel[]): string {
  const worst = levels.reduce<ViewLevel | null>(
    (most, level) => (level.metrics.dead > (most?.metrics.dead ?? 0) ? level : most),
    null,
  );
  if (!worst) {
    const where = levels.length === 1 ? '' : ` at all ${levels.length} levels`;
    const last = levels.at(-1);
    if (!last) return '';
    const alike = plural(Math.round(last.metrics.perplexity), 'code');
    return `Every code is used${where}; level ${last.level} works like ${alike}`;
  }
  const { dead, codebookSize } = worst.metrics;
  const all = levels.reduce((sum, level) => sum + level.metrics.dead, 0);
  const verb = dead === 1 ? 'is' : 'are';
  const rest = all > dead ? `, ${formatCount(all)} in all` : '';
  return `${formatCount(dead)} of ${formatCount(codebookSize)} codes ${verb} dead at level ${worst.level}${rest}`;
}

/** "Level 3 adds 2.31 of at most 8 bits" */
export function entropyHeadline(levels: readonly ViewLevel[]): string {
  const last = levels.findLast((level) => level.result !== null);
  if (!last) return 'Level 1 is in training';
  const { conditionalEntropyBits, codebookSize } = last.metrics;
  const most = formatNumber(Math.log2(codebookSize));
  const verb = last.level === 1 ? 'carries' : 'adds';
  return `Level ${last.level} ${verb} ${formatNumber(conditionalEntropyBits)} of at most ${most} bits`;
}

/** "12.3% of items share their SID; the most crowded has 20" */
export function collisionHeadline({ itemsInCollision, maxBucket, n }: SidMetrics): string {
  if (maxBucket <= 1) return `All ${formatCount(n)} items have a SID of their own`;
  return `${formatPercent(itemsInCollision)} of items share their SID; the most crowded holds ${formatCount(maxBucket)}`;
}

/** "3 levels of 256 codes", "levels of 256, 128 codes" */
export function shapeText(sizes: readonly number[]): string {
  const [first] = sizes;
  const isEven = sizes.every((size) => size === first);
  const codes =
    isEven && first !== undefined ? formatCount(first) : sizes.map(formatCount).join(', ');
  return `${sizes.length === 1 ? 'level' : 'levels'} of ${codes} codes`;
}
