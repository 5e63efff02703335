import { LEAST_RUNS } from '../../state/retrieval/proxies';
import { formatCount, formatNumber, plural } from '../../widgets/format';

/** How many runs there are, and how many more a correlation needs. */
export function runsText(runs: number, measured: number): string {
  const kept = `${plural(runs, 'kept run')} of these rows${measured > 0 ? `, ${formatCount(measured)} measured` : ''}.`;
  if (runs >= LEAST_RUNS) return kept;
  return `${kept} A rank correlation says something from ${LEAST_RUNS} runs on: train ${LEAST_RUNS - runs} more with other settings (Sweep trains many in a row).`;
}

/** A correlation, or what it waits for. */
export function correlationText(coefficient: number | null, n: number): string {
  if (n < LEAST_RUNS) return `needs ${LEAST_RUNS} runs`;
  return coefficient === null ? 'all equal' : formatNumber(coefficient);
}
