import { toProblemDetail } from '../../../problem';
import type { BesideKind } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { useHistories } from '../histories/histories-store';
import { getState, useWorkbench } from '../store';
import { getStorage, setStorage } from './storage-store';

/** Copies histories and pairs that are opened while a kept dataset is open, so that they return with it. */
export function followBeside(): void {
  useHistories.subscribe(({ histories, file }, before) => {
    if (histories && histories !== before.histories) void keep('histories', file);
  });
  useWorkbench.subscribe(({ pairs }, before) => {
    if (pairs !== before.pairs) void keep('pairs', pairs?.origin);
  });
}

/** Copies those that are open now beside the kept dataset that is open. */
export async function keepOpenBeside(): Promise<void> {
  const { histories, file } = useHistories.getState();
  if (histories) await keep('histories', file);
  await keep('pairs', getState().pairs?.origin);
}

async function keep(kind: BesideKind, origin: unknown): Promise<void> {
  const { keptId } = getStorage();
  if (keptId === null || !(origin instanceof File)) return;
  try {
    await (await dataClient()).keepBeside({ id: keptId, kind, file: origin });
  } catch (error) {
    setStorage({ problem: toProblemDetail(error) });
  }
}
