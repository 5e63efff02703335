import { create } from 'zustand';
import type { ProblemDetail } from '../../../problem';
import type { StatedOptions } from '../../../worker/protocol';

export interface EncodeState {
  /** The saved quantizer chosen last; it can encode other rows, too. */
  readonly file: File | null;
  readonly stated: StatedOptions;
  /** Why the last encoding came to nothing; null while all is well. */
  readonly problem: ProblemDetail | null;
}

/** What rows are encoded with. Apart from the workbench's store: most visits train. */
export const useEncode = create<EncodeState>()(() => ({
  file: null,
  stated: { distance: null, normalize: null, beam: 1 },
  problem: null,
}));

export const getEncode = useEncode.getState;
export const setEncode = useEncode.setState;

export function stateOption(change: Partial<StatedOptions>): void {
  setEncode(({ stated }) => ({ stated: { ...stated, ...change } }));
}
