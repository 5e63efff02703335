import type { RetrieverConfig } from '../config';
import type { RetrieverState } from '../state';

/** The histories and SIDs that a run learns from. */
export interface RetrieverData {
  /** 64-bit hashes of the users' items by row, and of the items' codes. */
  readonly histories: string;
  readonly sids: string;
  /** They and the config tell every tensor's shape. */
  readonly codebookSizes: readonly number[];
}

/** A training of a sequence model between two steps, with all that it depends on. */
export interface RetrieverCheckpoint {
  readonly config: RetrieverConfig;
  readonly data: RetrieverData;
  /** What computed it. On another the run goes on too, and its bits may differ. */
  readonly adapter: string;
  readonly state: RetrieverState;
}
