import type { SkippedRows } from '../dataset/types';
import type { ProblemDetail } from '../problem';
import type { RunResult, StepProgress, TrainProgress } from '../worker/protocol';

/** Takes one line of progress. */
export type Say = (line: string) => void;

export const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`;

export function stepLine({ phase, done, total }: StepProgress): string {
  return total > 0 ? `${phase} ${percent(done / total)}` : phase;
}

/**
 * What of the file could not be used, or is doubtful: "; 5 records skipped (record 2: its feature has
 * 2 components, not 3); ID_REPEATED: 1 row repeats …", or nothing.
 */
export function doubtsOf({ skipped, slice }: Doubtful): string {
  const left = skipped ? [`${skipped.rows} records skipped (${skipped.examples[0] ?? ''})`] : [];
  const doubts = slice.notes.map(({ code, message }) => `${code}: ${message.replace(/\.$/, '')}`);
  return [...left, ...doubts].map((text) => `; ${text}`).join('');
}

interface Doubtful {
  readonly skipped: SkippedRows | null;
  readonly slice: { readonly notes: readonly ProblemDetail[] };
}

export function trainLine(progress: TrainProgress): string {
  const { phase, level, levels, iteration, iterations, fraction, etaSeconds } = progress;
  const round = iteration > 0 ? `, iteration ${iteration}/${iterations}` : '';
  const eta = etaSeconds === null ? '' : `, ~${Math.ceil(etaSeconds)} s left`;
  return `${phase}, level ${level}/${levels}${round}, ${percent(fraction)}${eta}`;
}

/** "3496 items x 128, 3 levels, 93.4 % unique, reconstruction error 0.4231, 5.1 s on ..." */
export function summaryOf({ n, dim, levels, reconstruction, seconds, info }: RunResult): string {
  const sid = levels.at(-1)?.sid;
  const unique = sid ? `, ${percent(sid.uniqueRatio)} unique` : '';
  // Of vectors that are all equal it is not defined.
  const error = Number.isFinite(reconstruction)
    ? `, reconstruction error ${reconstruction.toFixed(4)}`
    : '';
  const time = `${seconds.toFixed(1)} s on ${info.adapter}`;
  return `${n} items x ${dim}, ${levels.length} levels${unique}${error}, ${time}`;
}
