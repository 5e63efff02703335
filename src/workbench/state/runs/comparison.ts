import { differInBits } from '../../../sid/equal-bits';
import { sameData, type RunRecord } from './record';

/** Runs side by side: the first is the one that the others are measured against. */
export interface Comparison {
  readonly runs: readonly [RunRecord, ...RunRecord[]];
  /** Whether the first was pinned; if not, it is the first that was picked. */
  readonly isPinned: boolean;
}

/** The picked runs with the baseline before them; null with fewer than two. */
export function comparisonOf(
  runs: readonly RunRecord[],
  picked: readonly number[],
  baseline: number | null,
): Comparison | null {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const ids = baseline === null ? picked : [baseline, ...picked.filter((id) => id !== baseline)];
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  const [first, ...rest] = found;
  if (!first || rest.length === 0) return null;
  return { runs: [first, ...rest], isPinned: first.id === baseline };
}

/** Runs whose vectors are others than the first run's: their differences compare unlike things. */
export function ofOtherData({ runs }: Comparison): RunRecord[] {
  const [first, ...rest] = runs;
  return rest.filter((run) => !sameData(first, run));
}

/** Runs whose SIDs have another number of bits than the first run's. */
export function ofOtherBits({ runs }: Comparison): RunRecord[] {
  const [first, ...rest] = runs;
  return rest.filter((run) => differInBits(first.config.codebookSizes, run.config.codebookSizes));
}
