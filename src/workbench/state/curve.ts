import type { TrainProgress } from '../../worker/protocol';

/** A point of a training curve. */
export interface CurvePoint {
  /** 1-based. */
  readonly iteration: number;
  /** Relative distortion: residual energy under the codewords at the iteration's start. */
  readonly distortion: number;
}

export function curveOf(history: readonly number[]): CurvePoint[] {
  return history.map((distortion, index) => ({ iteration: index + 1, distortion }));
}

/**
 * The curve with what a progress message tells. Messages are throttled, so iterations may be
 * missing. A message names the iteration under way and carries the figures of the one before; once
 * the last is under way its number stays, so a new figure then belongs to the last itself.
 */
export function addPoint(
  curve: readonly CurvePoint[],
  { iteration, iterations, live }: Pick<TrainProgress, 'iteration' | 'iterations' | 'live'>,
): readonly CurvePoint[] {
  if (!live) return curve;
  const distortion = live.residualEnergy;
  const last = curve.at(-1);
  if (last?.distortion === distortion) return curve;
  const before = Math.max(1, iteration - 1);
  const isLast = last !== undefined && last.iteration >= before && iteration === iterations;
  const point = { iteration: isLast ? iterations : before, distortion };
  // A message that came twice for one iteration replaces its point.
  return [...curve.filter((old) => old.iteration < point.iteration), point];
}

/** Share of the distortion that the last iteration still took away; null before there are two. */
export function lastStep(curve: readonly CurvePoint[]): number | null {
  const last = curve.at(-1);
  const before = curve.at(-2);
  if (!last || !before || before.distortion === 0) return null;
  return (before.distortion - last.distortion) / before.distortion;
}
