import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { configOf } from './draft';
import { levelsUnder } from './policy/in-force';
import { useAppliedPolicy } from './policy/policy-actions';
import { useWorkbench } from './store';
import { finishedView, isStale, shownResults, viewOf, type View } from './view';

const ViewContext = createContext<View | null>(null);

/**
 * Derives the view once for all panels. Each step depends on what it reads and no more: moving a
 * slider that changes nothing on the screen redraws nothing.
 */
export function ViewProvider({ children }: { readonly children: ReactNode }) {
  const run = useWorkbench((state) => state.run);
  const trained = useWorkbench((state) => state.trained);
  const depth = useWorkbench((state) => state.draft.levels);
  const stale = useWorkbench((state) => isStale(state.trained, configOf(state.draft)));
  const n = useWorkbench((state) => state.slice?.rows ?? 0);
  const unavoidable = useWorkbench((state) => state.slice?.quality?.duplicateRows ?? 0);
  const applied = useAppliedPolicy();
  const runLevels = run?.levels;
  // Until a run has something new to show, the last codes stay on the screen.
  const isLive = run !== null && (run.levels.length > run.kept || run.live !== null);
  const results = useMemo(() => {
    const shown = shownResults(isLive ? (runLevels ?? []) : null, trained, depth);
    return applied && !isLive ? levelsUnder(applied, shown) : shown;
  }, [isLive, runLevels, trained, depth, applied]);
  const finished = useMemo(() => finishedView(results), [results]);
  const reconstruction = applied?.reconstruction ?? null;
  const view = useMemo(
    () => viewOf(finished, isLive ? run : null, trained, { n, unavoidable, stale, reconstruction }),
    [finished, isLive, run, trained, n, unavoidable, stale, reconstruction],
  );
  return <ViewContext value={view}>{children}</ViewContext>;
}

/** What the result panels show; null before anything is trained. */
export function useView(): View | null {
  return useContext(ViewContext);
}
