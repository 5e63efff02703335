import type { NotationName } from '../../sid/notations/catalogue';
import type { ItemSids } from '../../sid/notations/item-sids';

/** How a file writes SIDs: as other tools, or as this workbench and CarterHe479/Semantic-ID do. */
export type CodesNotation = NotationName | 'codes-npy' | 'items-parquet' | 'forge-samples';

/** What a reader cannot always tell from the file. Unset: guessed, and the guess is in the result. */
export interface CodesOptions {
  /** The notation that the file is in. */
  readonly from?: CodesNotation | undefined;
  /** Of FORGE's tokens: tokens between two levels. */
  readonly offset?: number | undefined;
  /** K of every level; unset: the largest code and one. */
  readonly codebookSizes?: readonly number[] | undefined;
}

/** Items of a file of SIDs. */
export interface CodedItems {
  /** Of the file. */
  readonly name: string;
  readonly ids: readonly string[];
  readonly sids: ItemSids['sids'];
  readonly notation: CodesNotation;
  /** The file has no ids: items go by their row number. */
  readonly byRow: boolean;
  /** Of FORGE's tokens, stated or found; else null. */
  readonly offset: number | null;
  /** Rows left out as a code is blank, as FORGE leaves them out. */
  readonly blank: number;
  /** Where the file tells of histories and not of items: its distinct SIDs stand for the items. */
  readonly seen: SidsSeen | null;
  /** Of files beside; empty without. A missing title is the id, a missing category is empty. */
  readonly titles: readonly string[];
  readonly categories: readonly string[];
}

/** Titles and categories of items; empty where there is none. */
export type ItemTexts = Pick<CodedItems, 'titles' | 'categories'>;

/** SIDs that histories are written in. */
export interface SidsSeen {
  /** Users, one a row of the file. */
  readonly users: number;
  /** With repetitions. */
  readonly occurrences: number;
}
