const normal = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The first of `wanted` that some name carries; case and punctuation do not count. */
export function nameAmong(names: readonly string[], wanted: readonly string[]): string | null {
  for (const want of wanted) {
    const found = names.find((name) => normal(name) === normal(want));
    if (found !== undefined) return found;
  }
  return null;
}
