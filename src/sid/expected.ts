/**
 * Expected number of distinct SIDs when n items draw uniform random SIDs from a space of
 * M = prod K_l: E[U] = M * (1 - (1 - 1/M)^n). What a perfectly even quantizer would reach.
 */
export function expectedUnique(space: number, n: number): number {
  if (n === 0) return 0;
  // Beyond any double every draw is new; the formula below would be Infinity * 0.
  if (space === Infinity) return n;
  // log1p and expm1: 1 - 1/M rounds to 1 from M = 2^53 on, which 8 levels of 128 exceed.
  return -space * Math.expm1(n * Math.log1p(-1 / space));
}
