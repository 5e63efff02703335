export interface Schedule {
  /** Largest learning rate. */
  readonly peak: number;
  /** Learning rate at the end. */
  readonly floor: number;
  /** Steps from peak / warmUp to the peak, linearly; 0 starts at the peak. */
  readonly warmUp: number;
  /** Steps of the whole run. */
  readonly steps: number;
}

/**
 * Learning rate of step 0, 1, ...: linear warm-up, then half a cosine from the peak to the floor
 * (Loshchilov and Hutter 2017, without restarts), which the last step reaches. A floor equal to
 * the peak is a constant rate.
 */
export function learningRate({ peak, floor, warmUp, steps }: Schedule, step: number): number {
  if (step < warmUp) return (peak * (step + 1)) / warmUp;
  const span = Math.max(steps - 1 - warmUp, 1);
  const done = Math.min((step - warmUp) / span, 1);
  return floor + ((peak - floor) * (1 + Math.cos(Math.PI * done))) / 2;
}
