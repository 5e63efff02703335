import { NO_ROW } from '../../sid/no-row';
import { defaultOffset, forgeText, parseTokens } from '../../sid/notations/forge-tokens';
import type { ItemSids } from '../../sid/notations/item-sids';
import { buildTrie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import { SidEvaluation, type SidEvaluationReport } from '../evaluate/sid-evaluation';
import type { ForgePrediction } from './output-jsonl';

export interface ForgeScore extends SidEvaluationReport {
  /** True items that the catalogue does not have. They stay targets, and are never hit. */
  readonly unknownAnswers: number;
}

/**
 * Scores FORGE's predictions against a catalogue: the recall at item level is its HR@K, a mean over
 * users. `offset`: added to the codes once a level in the predictions (FORGE: 8192).
 */
export function scoreForgeOutput(
  predictions: readonly ForgePrediction[],
  { itemIds, sids }: ItemSids,
  offset = defaultOffset(sids),
): ForgeScore {
  const rowOf = new Map(itemIds.map((id, row) => [id, row]));
  const evaluation = new SidEvaluation(buildTrie(sids), sids, null);
  let unknownAnswers = 0;
  for (const { answers, generated } of predictions) {
    const targets = Uint32Array.from(answers, (id) => rowOf.get(id) ?? NO_ROW);
    unknownAnswers += targets.filter((row) => row === NO_ROW).length;
    const ranking = generated.map((text) => codesOf(text, sids, offset));
    evaluation.add({ ranking, targets, historyLength: null });
  }
  return { ...evaluation.report(), unknownAnswers };
}

/** Ranked SIDs as FORGE writes them: the text of a `ForgePrediction`. */
export function forgeTexts(
  ranking: readonly (readonly number[])[],
  sids: Sids,
  offset = defaultOffset(sids),
): string[] {
  return ranking.map((sid) => forgeText(sid, offset));
}

/** The codes of a generated text, or null where it is no SID of these levels. */
function codesOf(text: string, { codebookSizes }: Sids, offset: number): number[] | null {
  const tokens = parseTokens(text);
  if (tokens?.length !== codebookSizes.length) return null;
  const codes = tokens.map((token, l) => token - l * offset);
  return codes.every((code, l) => code >= 0 && code < codebookSizes[l]!) ? codes : null;
}
