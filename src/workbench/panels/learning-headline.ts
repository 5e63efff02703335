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
  return `Epoch ${formatCount(last.epoch)} of ${formatCount(iterations)}: ${fell}${formatPercent(last.uniqueRatio)} unique SIDs`;
}

/** Steps of a run: whole batches only; a shard smaller than a batch is one. */
export function stepsText(rows: number, batchRows: number, epochs: number): string {
  const perEpoch = Math.max(1, Math.floor(rows / Math.max(1, batchRows)));
  const each = perEpoch === 1 ? '1 step' : `${formatCount(perEpoch)} steps`;
  return `${each} an epoch, ${formatCount(perEpoch * epochs)} in all.`;
}
