/**
 * Shannon entropy in bits of the distribution counts / n, where n = sum of counts.
 * Zero counts add nothing; 0 for no items. Lies in [0, log2 min(n, counts.length)].
 */
export function entropyBits(counts: Uint32Array): number {
  let n = 0;
  for (const count of counts) n += count;
  let bits = 0;
  for (const count of counts) {
    // log2(n / count) rather than -log2(p): exactly 0, never -0, when one count holds everything.
    if (count > 0) bits += (count / n) * Math.log2(n / count);
  }
  return bits;
}
