import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';

/** What of a kept run must be measured to check proxies; the rest its record tells. */
export interface ProxyFigures {
  /** Embedding hitrate@10 on reconstructions. */
  readonly hitrate: number;
  /** Of prefixes of one code against the category column; null without one. */
  readonly purity: number | null;
  /** Recall@10 of the SID lookup; null for fewer than ten items. */
  readonly recall: number | null;
  /** Users that the recall is of. */
  readonly users: number;
}

export interface ProxyState {
  /** The very histories that the figures are of. */
  readonly histories: Histories | null;
  /** By the run's number. */
  readonly figures: ReadonlyMap<number, ProxyFigures>;
}

export const useProxies = create<ProxyState>()(() => ({ histories: null, figures: new Map() }));
