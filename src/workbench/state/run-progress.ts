import type { TrainProgress } from '../../worker/protocol';
import { addPoint } from './curve';
import type { Run } from './store';

/** The run after a progress message. */
export function advance(run: Run, progress: TrainProgress): Run {
  const { finished, live, level, snapshot } = progress;
  if (snapshot) {
    // A learned tokenizer trains all levels at once: each epoch brings all of them anew.
    // Should the engine start anew after all, the epochs of before are not this run's.
    const before = run.epochs.filter(({ epoch }) => epoch < snapshot.report.epoch);
    return { ...run, levels: snapshot.levels, epochs: [...before, snapshot.report] };
  }
  if (finished) {
    // The engine tells of the levels that it has kept, which are mostly at hand.
    if (finished.reused && level <= run.levels.length) return run;
    const levels = [...run.levels.slice(0, level - 1), finished];
    return { ...run, levels, live: null, curve: [] };
  }
  if (live === null || level <= run.levels.length) return run;
  return { ...run, live: { ...live, level }, curve: addPoint(run.curve, progress) };
}
