import { useMemo } from 'react';
import type { LevelMetrics, SidMetrics, Sids } from '../../sid/types';
import type { LevelResult } from '../../worker/protocol';
import { configOf, type Draft } from './draft';
import { keptLevels, type Trained } from './reuse';
import { sidsOf } from './selection';
import { useWorkbench, type Run } from './store';

/** A level as the panels draw it: finished, or in training. */
export interface ViewLevel {
  /** 1-based. */
  readonly level: number;
  readonly codebookSize: number;
  readonly metrics: LevelMetrics;
  readonly residualEnergy: number;
  /** null while in training. */
  readonly result: LevelResult | null;
}

/** What the result panels show: the run in progress, else the last levels cut to the L in hand. */
export interface View {
  readonly n: number;
  /** K of every level asked for; `levels` may be fewer while they train. */
  readonly sizes: readonly number[];
  readonly levels: readonly ViewLevel[];
  /** Of the SID made of all finished `levels`. */
  readonly sid: SidMetrics | null;
  readonly sids: Sids | null;
  readonly unavoidableItems: number;
  readonly training: boolean;
  /** The knobs have moved since: these levels answer other settings. */
  readonly stale: boolean;
}

interface Facts {
  readonly n: number;
  readonly unavoidableItems: number;
}

export function viewOf(
  run: Run | null,
  trained: Trained | null,
  draft: Draft,
  facts: Facts,
): View | null {
  if (run && (run.levels.length > 0 || run.live)) return runView(run, facts);
  if (!trained) return null;
  const config = configOf(draft);
  const results = trained.levels.slice(0, draft.levels);
  return {
    ...summary(results),
    n: trained.n,
    sizes: results.map((result) => result.codebookSize),
    unavoidableItems: trained.unavoidableItems,
    training: run !== null,
    stale: keptLevels(trained, config) < results.length,
  };
}

function runView(run: Run, facts: Facts): View {
  const view = summary(run.levels);
  const live = run.live;
  const size = live ? run.config.codebookSizes[live.level - 1] : undefined;
  const levels =
    live && size !== undefined && live.level > run.levels.length
      ? [...view.levels, { ...live, codebookSize: size, result: null }]
      : view.levels;
  const sizes = run.config.codebookSizes;
  return { ...view, ...facts, levels, sizes, training: true, stale: false };
}

function summary(results: readonly LevelResult[]): Pick<View, 'levels' | 'sid' | 'sids'> {
  const levels = results.map((result, index) => ({
    level: index + 1,
    codebookSize: result.codebookSize,
    metrics: result.metrics,
    residualEnergy: result.residualEnergy,
    result,
  }));
  return { levels, sid: results.at(-1)?.sid ?? null, sids: sidsOf(results) };
}

export function useView(): View | null {
  const run = useWorkbench((state) => state.run);
  const trained = useWorkbench((state) => state.trained);
  const draft = useWorkbench((state) => state.draft);
  const slice = useWorkbench((state) => state.slice);
  return useMemo(
    () =>
      viewOf(run, trained, draft, {
        n: slice?.rows ?? 0,
        unavoidableItems: slice?.quality.duplicateRows ?? 0,
      }),
    [run, trained, draft, slice],
  );
}
