import type { SweepLine } from '../../charts/sweep-lines';
import { spreadOf, type Spread, type SweepGroup } from '../../state/sweep/aggregate';
import { DEFINITIONS } from '../../widgets/definitions';
import { plural } from '../../widgets/format';
import { methodName } from '../methods';
import type { RunMetric } from '../runs/run-metrics';
import { spreadText } from './sweep-text';

type Line = Omit<SweepLine, 'points'> & {
  readonly points: readonly (Spread & { readonly size: number })[];
};

/** A line for each method and L, over K. */
export function sweepLines(groups: readonly SweepGroup[], metric: RunMetric): Line[] {
  const lines = new Map<string, Line>();
  for (const { method, levels, size, runs } of groups) {
    const name = `${methodName(method)}, L = ${levels}`;
    const point = { size, ...spreadOf(runs.map(metric.value)) };
    lines.set(name, { name, points: [...(lines.get(name)?.points ?? []), point] });
  }
  return [...lines.values()];
}

/** The combination that does best by the metric, with its spread. */
export function sweepHeadline(groups: readonly SweepGroup[], metric: RunMetric): string {
  const sign = metric.better === 'lower' ? -1 : 1;
  const ranked = groups
    .map((group) => ({ group, spread: spreadOf(group.runs.map(metric.value)) }))
    .sort((a, b) => sign * (b.spread.mean - a.spread.mean));
  const [best] = ranked;
  if (!best) return '';
  const { method, levels, size } = best.group;
  const name = DEFINITIONS[metric.of].name.toLowerCase();
  const word = metric.better === 'lower' ? 'lowest' : 'highest';
  return `${methodName(method)} with L = ${levels}, K = ${size.toLocaleString('en')} has the ${word} ${name}: ${spreadText(best.spread, metric.format)}, ${plural(best.spread.n, 'seed')}`;
}
