const KEY = 'sid-workbench.baseline';

/** The pinned run's number, kept in localStorage: a preference, not part of the run. */
export function recallBaseline(storage?: Pick<Storage, 'getItem'>): number | null {
  try {
    // Read inside: where storage is blocked, even its name throws.
    const id = Number((storage ?? localStorage).getItem(KEY) ?? Number.NaN);
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}

export function rememberBaseline(
  id: number | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  try {
    if (id === null) (storage ?? localStorage).removeItem(KEY);
    else (storage ?? localStorage).setItem(KEY, String(id));
  } catch {
    // Storage blocked: the baseline lasts until reload.
  }
}
