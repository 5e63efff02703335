/**
 * Counter-based random numbers: the same (seed, counter) gives the same bits here and in
 * shaders/common/random.wgsl. The mixer is PCG's RXS-M-XS output permutation (O'Neill 2014).
 */
function mix(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) >>> 0;
  const shifted = state >>> ((state >>> 28) + 4);
  const word = Math.imul((shifted ^ state) >>> 0, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** 32 random bits. */
export function randomBits(seed: number, counter: number): number {
  return mix((mix(seed >>> 0) ^ Math.imul(counter, 2654435769)) >>> 0);
}

/** Uniform in [0, 1) with 24 bits, exact in Float32. */
export function randomUnit(seed: number, counter: number): number {
  return (randomBits(seed, counter) >>> 8) * 2 ** -24;
}

/** Uniform in [0, 1) with 16 bits: counters 2 i and 2 i + 1 share one hash, as dropout needs many. */
export function randomHalf(seed: number, counter: number): number {
  const bits = randomBits(seed, counter >>> 1);
  return (counter % 2 === 0 ? bits & 0xffff : bits >>> 16) * 2 ** -16;
}

/** A seed for one purpose within a run, so that streams do not repeat each other. */
export function deriveSeed(seed: number, ...path: readonly number[]): number {
  return path.reduce((derived, step) => randomBits(derived, step + 1), seed >>> 0);
}

/** 0..rows-1 in seeded random order (Fisher-Yates); the first `count` only. */
export function randomOrder(rows: number, count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(randomUnit(seed, i) * (rows - i));
    const held = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = held;
  }
  return order.subarray(0, count);
}
