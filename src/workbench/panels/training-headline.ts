import { lastStep } from '../state/curve';
import type { ViewLevel } from '../state/view';
import { formatPercent } from '../widgets/format';

/** A last iteration that gains less than this share of the distortion is called settled. */
export const SETTLED_BELOW = 0.001;

/** Whether more iterations would help, as a sentence. */
export function trainingHeadline(levels: readonly ViewLevel[]): string {
  const training = levels.find((level) => level.result === null);
  if (training) return liveText(training);
  const moving = levels
    .map((level) => ({ level: level.level, step: lastStep(level.curve) }))
    .filter(({ step }) => step !== null && step >= SETTLED_BELOW)
    .sort((a, b) => (b.step ?? 0) - (a.step ?? 0));
  const [most] = moving;
  if (levels.every(({ curve }) => curve.length === 0)) {
    return 'Nothing was trained: the codewords were given';
  }
  if (levels.every(({ curve }) => curve.length < 2)) {
    return 'One iteration a level: too few to say whether it settled';
  }
  if (!most || most.step === null) {
    const all = levels.length === 1 ? 'Level 1 has' : `All ${levels.length} levels have`;
    return `${all} settled: the last iteration gained less than ${formatPercent(SETTLED_BELOW)}`;
  }
  const others =
    moving.length > 1
      ? `, and ${moving.length - 1} more still ${moving.length === 2 ? 'moves' : 'move'}`
      : '';
  return `Level ${most.level} still fell by ${formatPercent(most.step)} in its last iteration${others}`;
}

function liveText({ level, curve }: ViewLevel): string {
  const last = curve.at(-1);
  if (!last) return `Level ${level} is being seeded`;
  return `Level ${level} leaves ${formatPercent(last.distortion)} after iteration ${last.iteration}`;
}
