import { FORGE_CONTRASTIVE, type ContrastiveConfig } from '../../quantizer/config';
import type { MatchedPairs } from '../../worker/protocol';
import { formatCount } from '../widgets/format';
import type { Draft } from './draft';

/** How pairs are had again: a file, or histories and the most places between two of their items. */
export type PairsOrigin = File | { readonly window: number };

/** Pairs that the engine holds; they themselves are there. */
export interface PairsInUse extends Omit<MatchedPairs, 'pairs'> {
  /** By which a config names them. */
  readonly fingerprint: string;
  readonly count: number;
  /** "pairs.npz", or "histories, at most 3 places apart". */
  readonly source: string;
  /** null for those of a checkpoint, which brings them itself. */
  readonly origin: PairsOrigin | null;
}

/** The draft's contrast on these pairs, with the settings that it had. */
export function contrastOn(
  pairs: Pick<PairsInUse, 'fingerprint'>,
  before: ContrastiveConfig | null,
): ContrastiveConfig {
  return { ...FORGE_CONTRASTIVE, ...before, pairs: pairs.fingerprint };
}

/** Part of the state once the pairs are gone: a contrast needs them. */
export function withoutPairs(draft: Draft): {
  readonly pairs: null;
  readonly pairsProblem: null;
  readonly draft: Draft;
} {
  const rqvae = { ...draft.rqvae, contrastive: null };
  return { pairs: null, pairsProblem: null, draft: { ...draft, rqvae } };
}

/** "8,123 pairs from pairs.npz; 12 of 8,140 left out: an item is not in use; 5 of an item with itself" */
export function pairsText({ count, source, total, unknown, same }: PairsInUse): string {
  const strangers =
    unknown > 0 ? `; ${formatCount(unknown)} of ${formatCount(total)} name an item not in use` : '';
  const selves = same > 0 ? `; ${formatCount(same)} join an item with itself` : '';
  return `${formatCount(count)} pairs from ${source}${strangers}${selves}.`;
}
