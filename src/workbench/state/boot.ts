import { loadCharts } from '../charts/use-chart';
import { startEngine } from './engine-start';
import { followRows } from './histories/histories-actions';
import { followDraft } from './live';
import { followTrained } from './policy/policy-actions';
import { openFirst } from './storage/open-first';
import { followBeside } from './storage/follow-beside';
import { followSession } from './storage/follow-session';

/** A hidden tab paints no frame: start anyway after this long. */
const NO_FRAME_MS = 250;

let booted = false;

/** Starts the workers and opens the sample, once, after the shell has been painted. */
export function boot(): void {
  // Two frames: the first commits the shell, the second means that it was painted.
  requestAnimationFrame(() => requestAnimationFrame(start));
  setTimeout(start, NO_FRAME_MS);
}

function start(): void {
  if (booted) return;
  booted = true;
  followDraft();
  followTrained();
  followRows();
  void startEngine('auto');
  followSession();
  followBeside();
  void openFirst();
  void loadCharts().then(({ warmUp }) => setTimeout(warmUp));
  void import('./runs/runs-actions').then(({ loadRuns }) => loadRuns());
}
