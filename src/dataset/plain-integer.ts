const MAX_INT64 = 2n ** 63n - 1n;

/** `7` and `-7`, but not `007`, `7.0` or what int64 cannot hold. */
export function isPlainInteger(id: string): boolean {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(id)) return false;
  const value = BigInt(id);
  return value <= MAX_INT64 && value >= -MAX_INT64 - 1n;
}
