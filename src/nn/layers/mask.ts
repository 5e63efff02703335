import { deriveSeed } from '../../compute/random';

/** Which elements are dropped, and what the others are multiplied by; as kernels take it. */
export interface Mask {
  readonly seed: number;
  readonly rate: number;
  /** 1 / (1 - rate) */
  readonly scale: number;
}

/** Of a pass before the first. */
export const NO_MASK: Mask = { seed: 0, rate: 0, scale: 1 };

/** A layer's mask in a step: a function of the step's seed and the layer's name. Without a seed: none. */
export function maskOf(name: string, rate: number, stepSeed: number | undefined): Mask {
  if (stepSeed === undefined || rate === 0) return NO_MASK;
  const path = Array.from(name, (letter) => letter.charCodeAt(0));
  return { seed: deriveSeed(stepSeed, ...path), rate, scale: 1 / (1 - rate) };
}
