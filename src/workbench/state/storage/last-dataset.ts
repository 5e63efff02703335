import { recallText, rememberText } from '../local-memory';

const KEY = 'sid-workbench.kept';

/** The kept dataset that was open last, which a reload opens again; null for the sample. */
export function recallDataset(storage?: Pick<Storage, 'getItem'>): string | null {
  return recallText(KEY, storage);
}

export function rememberDataset(
  id: string | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  rememberText(KEY, id, storage);
}
