import { offlineEvalCsv } from '../../../retriever/baselines/sid-retrieval/offline-eval-csv';
import { saveFile } from '../save-file';
import type { View } from '../view';
import type { MethodLine } from './method-line';

/** The evaluation as the file that CarterHe479/Semantic-ID writes. */
export function exportOfflineEval(rows: readonly MethodLine[], { levels }: View): void {
  const lines = rows.map(({ name, report }) => ({ method: name, report }));
  saveFile('offline_eval.csv', offlineEvalCsv(lines, levels.length));
}
