import type { Comparison } from '../../state/runs/comparison';
import { bitsOf, type RunRecord } from '../../state/runs/record';
import { formatNumber, formatPercent, formatPoints } from '../../widgets/format';
import { runMetric, type RunMetricKey } from './run-metrics';
import { dataText, runNumber, runsText } from './run-text';

const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The answer in a sentence: which run has more unique SIDs, and which leaves less residual. */
export function comparisonHeadline({ runs, isPinned }: Comparison): string {
  const [first, second] = runs;
  const base = `${runNumber(first).toLowerCase()}${isPinned ? ' (the baseline)' : ''}`;
  if (runs.length > 2 || !second) {
    const unique = runMetric('unique').value;
    const best = runs.reduce((most, run) => (unique(run) > unique(most) ? run : most));
    return `Of ${runs.length} runs, ${runNumber(best).toLowerCase()} has the most unique SIDs: ${formatPercent(unique(best))}`;
  }
  const unique = difference('unique', first, second, ['fewer', 'unique SIDs', 'as many']);
  const error = difference('reconstruction', first, second, [
    'less',
    'reconstruction error',
    'the same',
  ]);
  return `Against ${base}, ${runNumber(second).toLowerCase()} has ${[unique, error].filter(Boolean).join(' and ')}`;
}

/** "16.8 pp fewer unique SIDs"; empty where one of the two is not known. */
function difference(
  key: RunMetricKey,
  from: RunRecord,
  to: RunRecord,
  [less, noun, same]: readonly [less: string, noun: string, same: string],
): string {
  const delta = runMetric(key).value(to) - runMetric(key).value(from);
  if (Number.isNaN(delta)) return '';
  if (delta === 0) return `${same} ${noun}`;
  return `${formatPoints(Math.abs(delta))} ${delta > 0 ? 'more' : less} ${noun}`;
}

/** The vectors differ: said before any number. */
export function otherDataText({ runs: [first] }: Comparison, others: readonly RunRecord[]): string {
  const has = others.length === 1 ? 'was' : 'were';
  const made = others.every(({ encodedWith, codesFrom }) => (encodedWith ?? codesFrom) === null)
    ? 'trained on'
    : 'made of';
  const texts = others.map(({ data }) => dataText(data));
  return `${upper(runsText(others))} ${has} ${made} other vectors (${[...new Set(texts)].join('; ')}) than ${runNumber(first).toLowerCase()} (${dataText(first.data)}): differences say nothing about the settings alone.`;
}

/** Other budgets: more bits make fewer collisions likely by themselves. */
export function otherBitsText({ runs: [first] }: Comparison, others: readonly RunRecord[]): string {
  const bits = [...new Set(others.map((run) => formatNumber(bitsOf(run))))].join(' and ');
  const verb = others.length === 1 ? 'spends' : 'spend';
  return `${upper(runsText(others))} ${verb} ${bits} bits a SID and ${runNumber(first).toLowerCase()} spends ${formatNumber(bitsOf(first))}: more bits by themselves make fewer collisions and less residual likely.`;
}
