import { create } from 'zustand';
import type { CodesOptions, OpenedCodes } from '../../../worker/protocol';

/** A file of SIDs that was opened. */
export interface CodesInUse extends Pick<
  OpenedCodes,
  'name' | 'notation' | 'offset' | 'blank' | 'byRow' | 'seen'
> {
  /** With what was opened beside it: to be read again. */
  readonly files: readonly File[];
  /** What the user told of it; the rest was guessed. */
  readonly stated: CodesOptions;
  readonly items: number;
  readonly codebookSizes: readonly number[];
}

interface CodesState {
  /** The file of SIDs opened last; its codes need not be on the screen any more. */
  readonly inUse: CodesInUse | null;
  /** A file that was refused as rows in use have no codes there: it may be shown alone. */
  readonly refused: Pick<CodesInUse, 'files' | 'stated'> | null;
}

/** Apart from the workbench's store: most visits train. */
export const useCodes = create<CodesState>()(() => ({ inUse: null, refused: null }));
