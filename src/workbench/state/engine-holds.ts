import { getState, useWorkbench, type SliceInUse, type WorkbenchState } from './store';

/** Once the engine holds these rows; false as soon as others are in use. */
export function engineHolds(slice: SliceInUse): Promise<boolean> {
  const answer = (state: WorkbenchState): boolean | null => {
    if (state.slice !== slice) return false;
    return state.engine.status === 'ready' && state.engine.loaded ? true : null;
  };
  return new Promise((resolve) => {
    const now = answer(getState());
    if (now !== null) {
      resolve(now);
      return;
    }
    const stop = useWorkbench.subscribe((state) => {
      const then = answer(state);
      if (then === null) return;
      stop();
      resolve(then);
    });
  });
}
