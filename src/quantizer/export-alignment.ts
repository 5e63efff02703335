import type { HistoriesSummary } from '../dataset/histories/types';
import type { HitrateAtK } from '../sid/embedding-hitrate';
import type { CategoryPurity } from '../sid/purity';
import type { EmbeddingHitrate } from './hitrate/embedding-hitrate';

/** How far SIDs go with user histories and with a category column; null: not asked for. */
export interface AlignmentRecord {
  readonly hitrate: HitrateRecord | null;
  readonly category: { readonly column: string; readonly purity: CategoryPurity } | null;
}

interface HitrateRecord extends Pick<EmbeddingHitrate, 'raw' | 'reconstructed'> {
  readonly histories: Pick<HistoriesSummary, 'name' | 'users' | 'interactions' | 'known'>;
  /** Items at most this many places apart are related. */
  readonly window: number;
  /** Distinct pairs measured, and whether they are a sample of more. */
  readonly pairs: number;
  readonly sampled: boolean;
}

/** `alignment` of `metrics.json`. */
export function alignmentMetrics({ hitrate, category }: AlignmentRecord) {
  return {
    ...(hitrate ? { embedding_hitrate: hitrateMetrics(hitrate) } : {}),
    ...(category ? { category: categoryMetrics(category) } : {}),
  };
}

/** Shares by k: `{"1": 0.02, "5": 0.06, ...}`. */
const byK = (hitrates: readonly HitrateAtK[]) =>
  Object.fromEntries(hitrates.map(({ k, hitrate }) => [String(k), hitrate]));

function hitrateMetrics({ histories, window, pairs, sampled, ...at }: HitrateRecord) {
  const { name, users, interactions, known } = histories;
  return {
    ...{ histories: name, users, interactions, known_interactions: known },
    ...{ window, pairs, sampled },
    raw: byK(at.raw),
    reconstructed: byK(at.reconstructed),
  };
}

function categoryMetrics({ column, purity }: NonNullable<AlignmentRecord['category']>) {
  const { n, categories, largestShare, depths } = purity;
  return {
    ...{ column, n, categories, largest_share: largestShare },
    depths: depths.map(({ depth, prefixes, alone, purity, normalizedMutualInformation }) => ({
      ...{ depth, prefixes, alone, purity, nmi: normalizedMutualInformation },
    })),
  };
}
