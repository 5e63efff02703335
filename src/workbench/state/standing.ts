import type { StoppedRun } from './stopped-run';
import type { Run, RunEnd } from './store';

/** The run that may go on; null for one that has nothing to go on from yet. */
export function stoppedBy(run: Run | null, how: RunEnd): StoppedRun | null {
  if (!run || how === 'done' || run.config.method === 'fsq') return null;
  const { config, epochs, levels, live } = run;
  const done = levels.length;
  if (config.method === 'rqvae') {
    return done === 0 ? null : { config, epochs, level: null, how, otherAdapter: null };
  }
  if (done === 0 && live === null) return null;
  const level = done < config.codebookSizes.length ? done + 1 : null;
  return { config, epochs, level, how, otherAdapter: null };
}

/** Which of two runs is offered: a learned one before any other, as it is dearer, else the newer. */
export function standing(before: StoppedRun | null, now: StoppedRun | null): StoppedRun | null {
  const isDearer = before?.config.method === 'rqvae' && now?.config.method !== 'rqvae';
  return isDearer ? before : (now ?? before);
}
