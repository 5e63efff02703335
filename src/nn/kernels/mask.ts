import type { Values } from '../../compute/kernel';
import { randomHalf } from '../../compute/random';

/** What a mask of dropped elements is made from. */
export const maskParams = {
  seed: 'u32',
  /** Share of elements dropped; 0 drops none. */
  rate: 'f32',
  /** What the others are multiplied by: 1 / (1 - rate). */
  scale: 'f32',
} as const;

/** 0 for a dropped element, else the factor of a kept one. */
export function maskAt({ seed, rate, scale }: Values<typeof maskParams>, i: number): number {
  return rate === 0 || randomHalf(seed, i) >= rate ? scale : 0;
}
