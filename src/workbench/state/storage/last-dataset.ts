const KEY = 'sid-workbench.kept';

/** The kept dataset that was open last, which a reload opens again; null for the sample. */
export function recallDataset(storage?: Pick<Storage, 'getItem'>): string | null {
  try {
    // Read inside: where storage is blocked, even its name throws.
    return (storage ?? localStorage).getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberDataset(
  id: string | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  try {
    if (id === null) (storage ?? localStorage).removeItem(KEY);
    else (storage ?? localStorage).setItem(KEY, id);
  } catch {
    // Storage blocked: a reload begins with the sample.
  }
}
