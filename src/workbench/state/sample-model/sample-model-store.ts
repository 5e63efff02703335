import { create } from 'zustand';
import type { ProblemDetail } from '../../../problem';
import type { DecodedModel } from '../glass-box/glass-box-store';
import type { MethodRow } from '../retrieval/retrieval-store';

interface SampleModelState {
  /** Against the rows in use. */
  readonly model: DecodedModel | null;
  /** Of that model and those histories, as they come. */
  readonly rows: readonly MethodRow[];
  readonly problem: ProblemDetail | null;
}

export const useSampleModel = create<SampleModelState>()(() => ({
  model: null,
  rows: [],
  problem: null,
}));
