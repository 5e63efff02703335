import { CHECKED_K, LEAST_RUNS } from '../../state/retrieval/proxies';
import type { RunRecord } from '../../state/runs/record';
import { formatCount, formatNumber, plural } from '../../widgets/format';
import { runNumber } from '../runs/run-text';

/** How many runs there are, and how many more a correlation needs. */
export function runsText(runs: number, measured: number): string {
  const kept = `${plural(runs, 'kept run')} of these rows${measured > 0 ? `, ${formatCount(measured)} measured` : ''}.`;
  if (runs >= LEAST_RUNS) return kept;
  return `${kept} A rank correlation says something from ${LEAST_RUNS} runs on: train ${LEAST_RUNS - runs} more with other settings (Sweep trains many in a row).`;
}

/** Which of the kept runs have a sequence model's recall, and how the others get one. */
export function modelRunsText(
  runs: readonly Pick<RunRecord, 'id'>[],
  measured: readonly Pick<RunRecord, 'id'>[],
): string {
  const how = `train a sequence model on their SIDs and decode the test items by a beam of ${CHECKED_K} or more`;
  const missing = runs.filter((run) => !measured.some(({ id }) => id === run.id));
  const [first, ...others] = missing.map((run) => runNumber(run));
  const known = `The model’s recall is known for ${formatCount(measured.length)} of ${plural(runs.length, 'kept run')}.`;
  if (first === undefined) return known;
  const list =
    others.length === 0
      ? first
      : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1) ?? ''}`;
  return `${known} Without: ${list}; ${how}.`;
}

/** A correlation, or what it waits for. */
export function correlationText(coefficient: number | null, n: number): string {
  if (n < LEAST_RUNS) return `needs ${LEAST_RUNS} runs`;
  return coefficient === null ? 'all equal' : formatNumber(coefficient);
}
