import type { EvaluationLine } from '../retriever/baselines/evaluation-json';

/**
 * Recall and NDCG of every method at item level, its columns in line; "-" for a K above the longest
 * list of a method.
 */
export function evaluationTable(lines: readonly EvaluationLine[], ks: readonly number[]): string {
  const heads = ['Recall', 'NDCG'].flatMap((name) => ks.map((k) => `${name}@${k}`));
  const rows = lines.map(({ method, report: { items } }) => {
    const at = ks.map((k) => items.all.atK.find((each) => each.k === k));
    const figures = [...at.map((each) => each?.recall), ...at.map((each) => each?.ndcg)];
    return [method, ...figures.map((figure) => figure?.toFixed(4) ?? '-'), String(items.all.n)];
  });
  const head = ['method', ...heads, 'users'];
  const table = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...table.map((row) => row[c]?.length ?? 0)));
  // Names to the left, numbers to the right.
  const pad = (text: string, c: number) =>
    c === 0 ? text.padEnd(widths[c] ?? 0) : text.padStart(widths[c] ?? 0);
  return table.map((row) => row.map(pad).join('  ')).join('\n');
}
