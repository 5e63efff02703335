import type { Method } from '../../../quantizer/config';
import type { RunRecord } from '../runs/record';

/** One combination of a sweep, over its seeds. */
export interface SweepGroup {
  readonly method: Method;
  /** L. */
  readonly levels: number;
  /** K. */
  readonly size: number;
  readonly runs: readonly RunRecord[];
}

/** Over the seeds of a group: n, mean, least and largest. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Runs of a sweep by combination: methods in order of first appearance, then L, then K. */
export function sweepGroups(runs: readonly RunRecord[]): SweepGroup[] {
  const groups = new Map<string, RunRecord[]>();
  for (const run of runs) {
    const { method, codebookSizes } = run.config;
    const key = [method, codebookSizes.join()].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const methods = [...new Set(runs.map(({ config }) => config.method))];
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members;
      if (!first) return [];
      const { method, codebookSizes } = first.config;
      return { method, levels: codebookSizes.length, size: codebookSizes[0] ?? 0, runs: members };
    })
    .sort(
      (a, b) =>
        methods.indexOf(a.method) - methods.indexOf(b.method) ||
        a.levels - b.levels ||
        a.size - b.size,
    );
}

export function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  return {
    n,
    mean: values.reduce((sum, value) => sum + value, 0) / n,
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

export interface KnownSweep {
  readonly id: string;
  readonly runs: readonly RunRecord[];
  /** When its last run finished, ms since 1970. */
  readonly at: number;
}

/** Sweeps that have runs, newest first. */
export function knownSweeps(runs: readonly RunRecord[]): KnownSweep[] {
  const ids = [...new Set(runs.flatMap(({ sweeps }) => sweeps))];
  return ids
    .map((id) => {
      const members = runs.filter(({ sweeps }) => sweeps.includes(id));
      return { id, runs: members, at: Math.max(...members.map(({ at }) => at)) };
    })
    .sort((a, b) => b.at - a.at);
}
