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

/** "Co-occurrence, window 3 leads: Recall@10 11.92%; popularity 4.47%." */
export function retrievalHeadline(rows: readonly MethodLine[], index: number): string {
  const recall = ({ report }: MethodLine) => report.items.all.atK[index]?.recall ?? 0;
  const [first] = rows;
  if (!first) return '';
  const best = rows.reduce((a, b) => (recall(b) > recall(a) ? b : a));
  const popular = rows.find(({ kind }) => kind === 'popularity');
  const k = formatCount(CUTOFFS[index] ?? 0);
  const beside =
    popular && popular !== best ? `; popularity ${formatPercent(recall(popular))}` : '';
  return `${best.name} leads: Recall@${k} ${formatPercent(recall(best))}${beside}.`;
}
