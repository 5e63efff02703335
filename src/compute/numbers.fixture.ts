import { randomBits, randomUnit } from './random';

/** Whole numbers in -bound..bound: their products and sums are exact in Float32. */
export function wholeF32(length: number, bound: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (randomBits(seed, i) % (2 * bound + 1)) - bound);
}

/** Uniform in -scale..scale. */
export function realF32(length: number, scale: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (2 * randomUnit(seed, i) - 1) * scale);
}

/** Whole numbers in 0..limit-1. */
export function wholeU32(length: number, limit: number, seed: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => randomBits(seed, i) % limit);
}

/** A value no kernel writes: what should be left alone still holds it afterwards. */
const UNTOUCHED = 12_345;

export const untouchedF32 = (length: number): Float32Array =>
  new Float32Array(length).fill(UNTOUCHED);
export const untouchedU32 = (length: number): Uint32Array =>
  new Uint32Array(length).fill(UNTOUCHED);
