import { real, whole, wrong } from './option-values.mjs';

/** Options of FORGE's contrastive stage, which --method rqvae and vqvae train beside the items. */
export const CONTRAST_OPTIONS = {
  contrastive: { type: 'boolean', default: false },
  pairs: { type: 'string' },
  'pair-window': { type: 'string' },
  'pair-batch': { type: 'string', default: '2048' },
  'pairs-per-item': { type: 'string', default: '2.3' },
};

/** As on the page. */
const DEFAULT_WINDOW = '3';

/** What `TrainRequest.contrastive` asks for; null without --contrastive. */
export function contrastiveOf(values, method) {
  if (!values.contrastive) {
    for (const name of ['pairs', 'pair-window']) {
      if (values[name] !== undefined) throw wrong(`--${name} goes with --contrastive.`);
    }
    return null;
  }
  if (method !== 'rqvae') throw wrong('--contrastive goes with --method rqvae or vqvae.');
  return {
    window: windowOf(values),
    batchPairs: whole('pair-batch', values['pair-batch'], 2, 1_000_000),
    pairsPerItem: real('pairs-per-item', values['pairs-per-item'], 0, 1000, true),
  };
}

/** Places between two items of a history that make a pair; null where a file has the pairs. */
function windowOf({ pairs, histories, 'pair-window': window }) {
  if (pairs === undefined && histories === undefined) {
    throw wrong('--contrastive needs --pairs FILE or --histories FILE.');
  }
  if (pairs === undefined) return whole('pair-window', window ?? DEFAULT_WINDOW, 1, 100);
  if (window === undefined) return null;
  throw wrong('--pair-window is of pairs from --histories; --pairs gives others.');
}
