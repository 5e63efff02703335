import type { KnownSweep, Spread } from '../../state/sweep/aggregate';
import { MAX_SWEEP_RUNS } from '../../../quantizer/sweep-spec';
import type { SweepPlan } from '../../state/sweep/sweep-actions';
import type { SweepEstimate } from '../../state/sweep/sweep-store';
import { formatSeconds, plural } from '../../widgets/format';
import { ITERATIONS, methodName } from '../methods';
import { timeText } from '../runs/run-text';

/** What Start would do: "12 runs, 4 of them finished; about 26 s for the rest." */
export function planSentence({ configs, open }: SweepPlan, estimate: SweepEstimate | null): string {
  const done = configs.length - open.length;
  const runs = plural(configs.length, 'run');
  if (open.length === 0) return `All ${runs} are finished already.`;
  const finished = done > 0 ? `, ${done} of them finished already` : '';
  const seconds = estimate?.seconds ?? null;
  const time =
    seconds === null
      ? '; the time is not known before a first run'
      : `; about ${formatSeconds(seconds)}${done > 0 ? ' for the rest' : ''}`;
  return `${runs}${finished}${time}.`;
}

/** "Lloyd 20 iterations, RQ-VAE 150 epochs": what each method of the plan trains for. */
export function iterationsText({ configs }: Pick<SweepPlan, 'configs'>): string {
  const byMethod = new Map(configs.map(({ method, iterations }) => [method, iterations]));
  return Array.from(byMethod, ([method, count]) =>
    count === 0
      ? `${methodName(method)} untrained`
      : `${methodName(method)} ${count} ${ITERATIONS[method].name.toLowerCase()}`,
  ).join(', ');
}

/** Why Start cannot be pressed; null if it can. */
export function sweepBlock(
  plan: SweepPlan | null,
  estimate: SweepEstimate | null,
  trainBlock: string | null,
): string | null {
  if (trainBlock) return trainBlock.replace(/^Train waits/, 'The sweep waits');
  if (!plan) return 'The lists above are not complete.';
  if (plan.configs.length > MAX_SWEEP_RUNS) {
    return `${plural(plan.configs.length, 'run')} are too many; shorten a list to at most ${MAX_SWEEP_RUNS} in all.`;
  }
  if (plan.open.length === 0) return 'All of these runs are finished already.';
  if (estimate && estimate.unfit > 0) return `Some runs do not fit: ${estimate.refusal ?? ''}`;
  return null;
}

/** "21 Nov, 14:05 · Lloyd · L 2, 3 · K 64, 256 · 3 seeds" */
export function sweepName({ runs, at }: KnownSweep): string {
  const unique = <Value>(values: readonly Value[]) => [...new Set(values)];
  const sorted = (values: readonly number[]) =>
    unique(values)
      .sort((a, b) => a - b)
      .join(', ');
  const configs = runs.map(({ config }) => config);
  return [
    timeText(at),
    unique(configs.map(({ method }) => methodName(method))).join(', '),
    `L ${sorted(configs.map(({ codebookSizes }) => codebookSizes.length))}`,
    `K ${sorted(configs.map(({ codebookSizes }) => codebookSizes[0] ?? 0))}`,
    plural(unique(configs.map(({ seed }) => seed)).length, 'seed'),
  ].join(' · ');
}

/** "94.5% (94.1%–94.9%)"; a single run has no spread. */
export function spreadText(
  { n, mean, min, max }: Spread,
  format: (value: number) => string,
): string {
  return n === 1 ? format(mean) : `${format(mean)} (${format(min)}–${format(max)})`;
}
