import { CUTOFFS } from '../../../retriever/evaluate/rank-metrics';
import type { EvaluationSplit } from '../../../retriever/split/evaluation-split';
import type { MethodLine } from '../../state/retrieval/method-line';
import { formatCount, formatPercent, plural } from '../../widgets/format';

/** What the split leaves, as sentences. */
export function splitText({ split, unknown }: EvaluationSplit): string {
  const { evaluated, tooShort, histories } = split;
  const training = histories.rows.length - 2 * evaluated.length;
  const parts = [
    `${plural(evaluated.length, 'user')} with three interactions or more: the last is the test, the one before it validation, the other ${formatCount(training)} are training.`,
  ];
  if (tooShort > 0) {
    parts.push(`${plural(tooShort, 'user')} with fewer are for training only.`);
  }
  if (unknown > 0) {
    parts.push(`${plural(unknown, 'interaction')} with items not in use are left out.`);
  }
  return parts.join(' ');
}

/** Why there is no figure at K: the longest list has `depth` items or SIDs. */
export function tooDeepText(k: number, depth: number): string {
  return `No list of this method is longer than ${formatCount(depth)}, so that a figure at K = ${formatCount(k)} would repeat that of ${formatCount(depth)}.`;
}

/** "Co-occurrence, window 3 leads: Recall@10 11.92%; popularity 4.47%." */
export function retrievalHeadline(rows: readonly MethodLine[], index: number): string {
  const k = formatCount(CUTOFFS[index] ?? 0);
  const ranked = rows.flatMap(({ name, kind, report }) => {
    const recall = report.items.all.atK[index]?.recall ?? null;
    return recall === null ? [] : [{ name, kind, recall }];
  });
  const [first] = ranked;
  if (!first)
    return rows.length === 0 ? '' : `No list here is ${k} items long: choose a smaller K.`;
  const best = ranked.reduce((a, b) => (b.recall > a.recall ? b : a));
  const popular = ranked.find(({ kind }) => kind === 'popularity');
  const beside = popular && popular !== best ? `; popularity ${formatPercent(popular.recall)}` : '';
  return `${best.name} leads: Recall@${k} ${formatPercent(best.recall)}${beside}.`;
}
