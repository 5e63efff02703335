import type { RunRecord } from './record';

/** Runs by a value, ties and missing numbers by age; `value` gives a number or a text. */
export function sortRuns(
  runs: readonly RunRecord[],
  value: (run: RunRecord) => number | string,
  isDescending: boolean,
): RunRecord[] {
  const sign = isDescending ? -1 : 1;
  return [...runs].sort((a, b) => sign * compare(value(a), value(b)) || b.at - a.at);
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b));
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a - b;
}
