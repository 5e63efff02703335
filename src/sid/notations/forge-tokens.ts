import { Problem } from '../../problem';
import type { Sids } from '../types';
import { FORGE_OFFSET, chooseOffset, offsetRange } from './forge-offset';
import { type ItemSids, readColumn, toItemSids } from './item-sids';
import { offsetProblem } from './problems';
import { type ReadOptions, type SidTexts, textColumn, writeTexts } from './texts';

const EXAMPLE = 'C17C8209C20001';

export interface ForgeOptions extends ReadOptions {
  /** Added once a level; told from the tokens where it is not stated. */
  readonly offset?: number;
}

export interface ForgeSids extends ItemSids {
  /** The offset that was stated or found. */
  readonly offset: number;
}

/**
 * Reads FORGE's token SIDs, `C{c1}C{c2 + o}C{c3 + 2 o}`: "C17C8209C20001" is 17, 17, 3617 with its
 * offset o = 8192. Throws `SID_OFFSET` where the stated offset does not explain a token, or where no
 * offset is stated and none or several explain the tokens.
 */
export function readForgeTokens(texts: SidTexts, options: ForgeOptions = {}): ForgeSids {
  const { itemIds } = texts;
  const tokens = readColumn(textColumn(texts, parseTokens, EXAMPLE));
  const offset = options.offset ?? foundOffset(tokens, options.codebookSizes);
  for (let row = 0; row < itemIds.length; row++) {
    for (const [l, column] of tokens.entries()) {
      const token = column[row]!;
      const code = token - l * offset;
      if (code < 0 || code >= offset) {
        throw offsetProblem({ id: itemIds[row]!, row }, l, token, offset);
      }
      column[row] = code;
    }
  }
  return { ...toItemSids(itemIds, tokens, options.codebookSizes), offset };
}

/**
 * SIDs as FORGE's tokens. Without an offset, FORGE's 8192, or the largest K if that is more. Throws
 * `SID_OFFSET` if K exceeds the offset: a token would then stand for codes of two levels.
 */
export function writeForgeTokens(sids: Sids, offset = defaultOffset(sids)): string[] {
  const widest = Math.max(0, ...sids.codebookSizes);
  if (widest > offset) {
    throw new Problem(
      'SID_OFFSET',
      `A codebook has ${widest} codes and levels are ${offset} tokens apart, so tokens of two levels would be the same.`,
      `Write with an offset of ${widest} or more.`,
    );
  }
  return writeTexts(sids, (sid) => forgeText(sid, offset));
}

/** One SID as FORGE's tokens. */
export function forgeText(sid: readonly number[], offset: number): string {
  return sid.map((code, l) => `C${code + l * offset}`).join('');
}

/** FORGE's offset between levels, 8192, or the largest K if that is more. */
export function defaultOffset(sids: Sids): number {
  return Math.max(FORGE_OFFSET, ...sids.codebookSizes);
}

/** The token numbers of a text like "C17C8209C20001", offsets included, or null. */
export function parseTokens(text: string): number[] | null {
  return /^(?:C\d+)+$/.test(text) ? text.slice(1).split('C').map(Number) : null;
}

function foundOffset(tokens: readonly Uint32Array[], codebookSizes?: readonly number[]): number {
  const range = offsetRange(tokens);
  const offset = chooseOffset(range, codebookSizes);
  if (offset !== null) return offset;
  throw new Problem(
    'SID_OFFSET',
    range.smallest > range.largest
      ? `No offset between levels explains the tokens: their upper ends ask for ${range.smallest} or more, their lower ends for ${range.largest} or less.`
      : `Every offset between levels from ${range.smallest} to ${range.largest} explains the tokens.`,
    'State the offset (or the codebook size, if it is the offset) that the tokens were written with.',
  );
}
