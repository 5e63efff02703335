import { randomBits } from '../../compute/random';

/** Fills a batch behind the shorter sequences; carries no meaning. */
export const PAD = 0;
/** Ends the input of the encoder. */
export const END = 1;
/** What the decoder sees before the first code. */
export const DECODER_START = 2;
const SPECIAL = 3;

/**
 * Tokens of a sequence model over SIDs: three special ones, then the codes of level 1, of level 2,
 * ..., then the user buckets. A level has its own range, as in TIGER and FORGE.
 */
export interface Vocabulary {
  readonly size: number;
  readonly codebookSizes: readonly number[];
  /** Code c of level l is token levelOffsets[l] + c. */
  readonly levelOffsets: readonly number[];
  /** 0: no user tokens. */
  readonly userBuckets: number;
  readonly userOffset: number;
}

/** `userBuckets`: users are hashed into as many tokens (TIGER: 2,000); 0 leaves them out. */
export function vocabularyOf(codebookSizes: readonly number[], userBuckets: number): Vocabulary {
  let offset = SPECIAL;
  const levelOffsets = codebookSizes.map((size) => (offset += size) - size);
  return {
    size: offset + userBuckets,
    codebookSizes,
    levelOffsets,
    userBuckets,
    userOffset: offset,
  };
}

/** The token of a user's bucket. Needs user buckets. */
export function userToken({ userBuckets, userOffset }: Vocabulary, user: number): number {
  return userOffset + (randomBits(0, user) % userBuckets);
}

/** The codes that L decoded tokens stand for, or null where one is not of its level. */
export function codesOfTokens(
  { codebookSizes, levelOffsets }: Vocabulary,
  tokens: ArrayLike<number>,
): number[] | null {
  const codes = levelOffsets.map((offset, l) => (tokens[l] ?? PAD) - offset);
  return codes.every((code, l) => code >= 0 && code < codebookSizes[l]!) ? codes : null;
}
