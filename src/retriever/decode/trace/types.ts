/** A beam after a level, or a continuation that became none. */
export interface TracedCode {
  /** Place of the beam of the level before that it continues; 0 after the first level. */
  readonly parent: number;
  readonly code: number;
  /** Log-probability of its code, over all codes of the level, given those before. */
  readonly logProbability: number;
  /** Sum of these over the levels so far: what beams are ranked by. */
  readonly score: number;
}

export interface TracedBeam extends TracedCode {
  /** Items whose SID begins with its codes; 0: no prefix of the catalogue. */
  readonly items: number;
  /** Whether the truth is one of them. */
  readonly ofTruth: boolean;
}

export interface TracedLevel {
  /** Best first. */
  readonly beams: readonly TracedBeam[];
  /** Continuations of the beams before that are prefixes of the catalogue. */
  readonly children: number;
  /** All others: what the trie masks, or would. */
  readonly others: number;
  /** The likeliest of the others. */
  readonly bestOthers: readonly TracedCode[];
}

/** An item of the ranking. */
export interface TracedItem {
  readonly row: number;
  /** Place of its beam after the last level. */
  readonly beam: number;
}

/** One user's decoding, level by level. */
export interface DecodeTrace {
  /** Rows of the history that the model read, oldest first. */
  readonly history: Uint32Array;
  /** Row of the held-out item. */
  readonly target: number;
  readonly levels: readonly TracedLevel[];
  /** Items of the beams in order, those of one SID by row. */
  readonly ranking: readonly TracedItem[];
  /** 0-based place of the truth in the ranking; null where it is not there. */
  readonly rank: number | null;
}
