import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';
import type { ProblemDetail } from '../../../problem';

export interface HistoriesState {
  /** Against the rows in use; null where there are none, or none that match. */
  readonly histories: Histories | null;
  /** Why the last file, or the last match, gave none. */
  readonly problem: ProblemDetail | null;
  /** The name of the file being read. */
  readonly reading: string | null;
  /** That they were read from last. */
  readonly file: File | null;
  /** They came with the bundled sample, and go with it. */
  readonly ofSample: boolean;
  /** They came with a file of codes, and go with its items. */
  readonly ofCodes: boolean;
}

export const useHistories = create<HistoriesState>()(() => ({
  histories: null,
  problem: null,
  reading: null,
  file: null,
  ofSample: false,
  ofCodes: false,
}));
