import { recallText, rememberText } from '../local-memory';

const KEY = 'sid-workbench.baseline';

/** The pinned run's number, kept in localStorage: a preference, not part of the run. */
export function recallBaseline(storage?: Pick<Storage, 'getItem'>): number | null {
  const id = Number(recallText(KEY, storage) ?? Number.NaN);
  return Number.isInteger(id) && id > 0 ? id : null;
}

export function rememberBaseline(
  id: number | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  rememberText(KEY, id === null ? null : String(id), storage);
}
