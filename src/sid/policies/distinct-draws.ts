import { hashBits } from './seeded-hash';

/**
 * Draws without replacement from 0..size-1: the returned function gives the first `count` of a
 * seeded random order (Fisher-Yates). Takes O(count) a call, whatever the size, by undoing its
 * swaps; so a draw depends on its seed only and not on the calls before it.
 */
export function distinctDraws(size: number): (count: number, seed: number) => Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, place) => place);
  const swap = (a: number, b: number) => {
    const held = order[a]!;
    order[a] = order[b]!;
    order[b] = held;
  };
  return (count, seed) => {
    const drawn = Math.min(count, size);
    const partners = Array.from({ length: drawn }, (_, place) => {
      // 32 bits over at most 2^15 codes: the bias is below 1 in 10^5.
      const partner = place + Math.floor((hashBits(seed, place) / 2 ** 32) * (size - place));
      swap(place, partner);
      return partner;
    });
    const result = order.slice(0, drawn);
    for (let place = drawn - 1; place >= 0; place--) swap(place, partners[place]!);
    return result;
  };
}
