import type { StepCounts } from '../../quantizer/rqvae/step-counts';
import type { EpochReport } from '../../worker/protocol';
import { formatCount, formatNumber, formatPercent } from '../widgets/format';

/** Where a learned tokenizer stands after its last epoch, as a sentence. */
export function learningHeadline(epochs: readonly EpochReport[], iterations: number): string {
  const last = epochs.at(-1);
  if (!last) return 'The first epoch is under way';
  const loss = last.losses['reconstruction'];
  const first = epochs[0]?.losses['reconstruction'];
  const fell =
    loss !== undefined && first !== undefined && epochs.length > 1
      ? `reconstruction loss ${formatNumber(first)} to ${formatNumber(loss)}, `
      : '';
  const match = last.contrast
    ? `, ${formatPercent(last.contrast.accuracy)} of pairs find each other in their batch`
    : '';
  return `Epoch ${formatCount(last.epoch)} of ${formatCount(iterations)}: ${fell}${formatPercent(last.uniqueRatio)} unique SIDs${match}`;
}

/** "5 steps an epoch, 750 in all.", "1 step on items and 3 on pairs an epoch, 600 in all." */
export function stepsText({
  itemSteps,
  pairSteps,
  total,
}: Pick<StepCounts, 'itemSteps' | 'pairSteps' | 'total'>): string {
  const steps = itemSteps === 1 ? '1 step' : `${formatCount(itemSteps)} steps`;
  const kinds = pairSteps > 0 ? ` on items and ${formatCount(pairSteps)} on pairs` : '';
  return `${steps}${kinds} an epoch, ${formatCount(total)} in all.`;
}
