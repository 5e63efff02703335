/** A preference in localStorage; null where there is none, or storage is blocked. */
export function recallText(key: string, storage?: Pick<Storage, 'getItem'>): string | null {
  try {
    // Read inside: where storage is blocked, even its name throws.
    return (storage ?? localStorage).getItem(key);
  } catch {
    return null;
  }
}

/** Notes a preference, null to forget it. Where storage is blocked it lasts until reload. */
export function rememberText(
  key: string,
  text: string | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  try {
    if (text === null) (storage ?? localStorage).removeItem(key);
    else (storage ?? localStorage).setItem(key, text);
  } catch {
    // Blocked.
  }
}
