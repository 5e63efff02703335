/** Multipliers of the two 32-bit lanes (cyrb53 by bryc, public domain). */
const LANE_A = 0x9e3779b1;
const LANE_B = 0x5f356495;
const FINISH_A = 0x85ebca6b;
const FINISH_B = 0xc2b2ae35;

/**
 * 64-bit hash of a row-major rows x dim matrix as 16 hex digits: equal for equal rows in equal
 * order, compared as bits (0 and -0 differ). Not cryptographic: it tells shards apart by accident,
 * not against an adversary. One pass over the values where they lie; WebCrypto would copy them.
 */
export function fingerprintOf(values: Float32Array | Uint32Array, dim: number): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let a = 0xdeadbeef ^ dim;
  let b = 0x41c6ce57 ^ values.length;
  for (const word of words) {
    a = Math.imul(a ^ word, LANE_A);
    // Products only carry upwards; the top bits of round floats would never reach the low ones.
    a ^= a >>> 15;
    b = Math.imul(b ^ word, LANE_B);
    b ^= b >>> 13;
  }
  a = finish(a, b);
  b = finish(b, a);
  return hex(a) + hex(b);
}

/** The same of a list of texts. */
export function fingerprintOfTexts(texts: readonly string[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const words = new Uint32Array(Math.ceil(bytes.length / 4));
  new Uint8Array(words.buffer).set(bytes);
  return fingerprintOf(words, 1);
}

function finish(lane: number, other: number): number {
  return Math.imul(lane ^ (lane >>> 16), FINISH_A) ^ Math.imul(other ^ (other >>> 13), FINISH_B);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
