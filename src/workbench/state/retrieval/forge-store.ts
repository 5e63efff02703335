import { create } from 'zustand';
import type { ProblemDetail } from '../../../problem';
import type { Sids } from '../../../sid/types';
import type { ForgeScore } from '../../../worker/protocol';

export interface ScoredForge {
  /** Of the file. */
  readonly name: string;
  /** The very SIDs: others, and it says nothing about them. */
  readonly sids: Sids;
  readonly offset: number;
  readonly score: ForgeScore;
}

interface ForgeState {
  readonly scored: ScoredForge | null;
  readonly problem: ProblemDetail | null;
  /** Between levels, as typed; null for FORGE's own. */
  readonly offset: number | null;
}

export const useForge = create<ForgeState>()(() => ({ scored: null, problem: null, offset: null }));
