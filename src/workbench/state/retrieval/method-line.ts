import { methodName } from '../../../retriever/baselines/method-name';
import type { MethodReport } from '../../../worker/protocol';
import type { DecodedRow } from './decode-store';
import type { MethodRow } from './retrieval-store';

/** A line of the methods' table, of a baseline or of a sequence model. */
export interface MethodLine {
  readonly name: string;
  readonly kind: MethodRow['method']['kind'] | 't5';
  readonly report: MethodReport;
}

export function methodLines(
  rows: readonly MethodRow[],
  decoded: readonly DecodedRow[],
): MethodLine[] {
  return [
    ...rows.map(({ method, report }) => ({ name: methodName(method), kind: method.kind, report })),
    ...decoded.map(({ name, report }) => ({ name, kind: 't5' as const, report })),
  ];
}
