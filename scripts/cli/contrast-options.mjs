import { real, whole, wrong } from './option-values.mjs';

/** Options of FORGE's contrastive stage, which --method rqvae and vqvae train beside the items. */
export const CONTRAST_OPTIONS = {
  contrastive: { type: 'boolean', default: false },
  pairs: { type: 'string' },
  'pair-batch': { type: 'string', default: '2048' },
  'pairs-per-item': { type: 'string', default: '2.3' },
};

/** What `TrainRequest.contrastive` asks for; null without --contrastive. */
export function contrastiveOf(values, method) {
  if (!values.contrastive) {
    if (values.pairs !== undefined) throw wrong('--pairs goes with --contrastive.');
    return null;
  }
  if (method !== 'rqvae') throw wrong('--contrastive goes with --method rqvae or vqvae.');
  if (values.pairs === undefined) throw wrong('--contrastive needs --pairs FILE.');
  return {
    batchPairs: whole('pair-batch', values['pair-batch'], 2, 1_000_000),
    pairsPerItem: real('pairs-per-item', values['pairs-per-item'], 0, 1000, true),
  };
}
