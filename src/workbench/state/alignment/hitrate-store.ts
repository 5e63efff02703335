import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';
import type { Sids } from '../../../sid/types';
import type { EmbeddingHitrate } from '../../../worker/protocol';

/** A measured hitrate, and the SIDs and pairs that it is of. */
export interface MeasuredHitrate {
  /** The very objects: others, and it says nothing about them. */
  readonly sids: Sids;
  readonly histories: Histories;
  readonly outcome: EmbeddingHitrate;
  /** Distinct pairs of related items that were asked about. */
  readonly pairs: number;
  /** Whether they are a sample of more. */
  readonly sampled: boolean;
}

export const useHitrate = create<{ readonly measured: MeasuredHitrate | null }>()(() => ({
  measured: null,
}));
