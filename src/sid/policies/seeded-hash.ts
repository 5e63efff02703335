/**
 * One 32-bit integer hash in place of every `rand()` of the policies: counter-based, so a draw
 * depends on (seed, counter) alone and never on the order of the calls. For a fixed seed it is a
 * bijection of the counter: two rows never draw the same number, so no draw needs a tie rule.
 * The mixer is one of low bias from hash-prospector (Wellons), as in splitmix32.
 */
export function hashBits(seed: number, counter: number): number {
  return mix((mix((seed + GOLDEN) >>> 0) ^ counter) >>> 0);
}

/** Streams of draws, so that none repeats another: the number of FORGE's step that draws. */
export const DRAW = { firstRanks: 1, candidates: 2, bids: 4, newcomers: 5 } as const;

/** The `count`-th lowest of distinct draws: exactly `count` of them are at most this. */
export function drawLimit(draws: Uint32Array, count: number): number {
  return draws.slice().sort()[count - 1] ?? -1;
}

/** 2^32 / golden ratio: the mixer maps 0 to 0, so seed 0 must not reach it as it is. */
const GOLDEN = 0x9e3779b9;

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}
