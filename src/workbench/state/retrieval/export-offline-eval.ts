import { methodName } from '../../../retriever/baselines/method-name';
import { offlineEvalCsv } from '../../../retriever/baselines/sid-retrieval/offline-eval-csv';
import { saveFile } from '../save-file';
import type { View } from '../view';
import type { MethodRow } from './retrieval-store';

/** The evaluation as the file that CarterHe479/Semantic-ID writes. */
export function exportOfflineEval(rows: readonly MethodRow[], { levels }: View): void {
  const lines = rows.map(({ method, report }) => ({ method: methodName(method), report }));
  saveFile('offline_eval.csv', offlineEvalCsv(lines, levels.length));
}
