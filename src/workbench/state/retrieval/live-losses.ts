/** Step, from 1, and its loss. */
export type LossPoint = readonly [step: number, loss: number];

/**
 * Losses of the steps as they come. One that is trained again, since the last checkpoint, takes the place
 * of what was told before.
 */
export class LiveLosses {
  readonly #points: LossPoint[];

  constructor(before: readonly LossPoint[]) {
    this.#points = [...before];
  }

  add(step: number, loss: number): void {
    while ((this.#points.at(-1)?.[0] ?? 0) >= step) this.#points.pop();
    this.#points.push([step, loss]);
  }

  get points(): readonly LossPoint[] {
    return [...this.#points];
  }
}

export function lossPoints(losses: readonly number[]): LossPoint[] {
  return losses.map((loss, i) => [i + 1, loss]);
}

/** At most `most` points: each the mean of as many steps, at the last of them. */
export function thinned(points: readonly LossPoint[], most: number): LossPoint[] {
  const size = Math.ceil(points.length / most);
  if (size <= 1) return [...points];
  const groups = Math.ceil(points.length / size);
  return Array.from({ length: groups }, (_, group) => {
    const part = points.slice(group * size, (group + 1) * size);
    const mean = part.reduce((sum, [, loss]) => sum + loss, 0) / part.length;
    return [part.at(-1)?.[0] ?? 0, mean];
  });
}
