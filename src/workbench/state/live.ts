import { toProblemDetail } from '../../problem';
import { engineClient } from './clients';
import { configOf } from './draft';
import { cancelTraining } from './occupy-engine';
import { train } from './training';
import { finishedLevels } from './reuse';
import { getState, setState, useWorkbench, type WorkbenchState } from './store';

/** A slider sends dozens of changes a second; the plan follows at this pace. */
const PLAN_EVERY_MS = 80;
/** A live retrain waits until the slider has rested this long. */
const RETRAIN_AFTER_MS = 300;

/**
 * Keeps the plan, and in live mode the codes, in step with the Tune panel.
 * Returns the function that stops it.
 */
export function followDraft(): () => void {
  let planTimer: ReturnType<typeof setTimeout> | undefined;
  let trainTimer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = useWorkbench.subscribe((state, before) => {
    if (planInputsChanged(state, before)) {
      // Throttle, not debounce: the figures must move while the slider does.
      planTimer ??= setTimeout(() => {
        planTimer = undefined;
        void refreshPlan();
      }, PLAN_EVERY_MS);
    }
    if (state.live && (state.draft !== before.draft || !before.live)) {
      clearTimeout(trainTimer);
      trainTimer = setTimeout(retrain, RETRAIN_AFTER_MS);
    }
  });
  return () => {
    unsubscribe();
    clearTimeout(planTimer);
    clearTimeout(trainTimer);
  };
}

function planInputsChanged(state: WorkbenchState, before: WorkbenchState): boolean {
  return state.draft !== before.draft || state.engine !== before.engine;
}

async function refreshPlan(): Promise<void> {
  const { draft, engine } = getState();
  if (engine.status !== 'ready' || !engine.loaded) {
    setState({ plan: null });
    return;
  }
  try {
    const plan = await (await engineClient()).plan(configOf(draft));
    if (getState().draft === draft) setState({ plan });
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}

/** Fewer levels of what is trained need no run: the panels show the first L already. */
function retrain(): void {
  const { draft, trained, run, plan, live, engineJob } = getState();
  const config = configOf(draft);
  // A sweep has the engine to itself; it ends by Cancel, not by a slider.
  if (!live || plan?.ok === false || engineJob?.kind === 'sweep') return;
  if (finishedLevels(trained, config) === config.codebookSizes.length) {
    if (run) cancelTraining();
    return;
  }
  void train();
}
