/** Avalanches 32 bits (MurmurHash3's finaliser). */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A uniform number in [0, 1) with 53 random bits, a pure function of seed and counter. */
function uniform(seed: number, counter: number): number {
  const key = mix(seed ^ mix(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9));
  const high = mix(key ^ Math.imul(2 * counter + 1, 0x9e3779b9)) >>> 5;
  const low = mix(mix(key + 0x7f4a7c15) ^ Math.imul(2 * counter + 2, 0x9e3779b9)) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/**
 * `count` of `total` indices, every subset equally likely, ascending; all of them if count >= total.
 * Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S). Same seed, same sample.
 */
export function sampleIndices(total: number, count: number, seed: number): Uint32Array {
  const chosen = new Uint32Array(Math.min(count, total));
  if (count >= total) {
    for (let index = 0; index < total; index++) chosen[index] = index;
    return chosen;
  }
  let taken = 0;
  for (let index = 0; taken < count; index++) {
    if ((total - index) * uniform(seed, index) < count - taken) chosen[taken++] = index;
  }
  return chosen;
}
