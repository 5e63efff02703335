import type { DepthAgreement } from '../../../sid/agreement';
import { dataClient } from '../clients';
import { sidsOfRun, type RunRecord } from './record';
import { codesOf } from './runs-actions';

/** Of pairs that were asked for before: runs never change their codes. */
const known = new Map<string, Promise<DepthAgreement[] | null>>();

/**
 * How far the SIDs of two runs on the same data agree, for every depth; null where codes are gone.
 * Computed in the data worker. Throws a Problem.
 */
export function runAgreement(a: RunRecord, b: RunRecord): Promise<DepthAgreement[] | null> {
  const key = `${a.id} ${b.id}`;
  const before = known.get(key);
  if (before) return before;
  const pending = agree(a, b).catch((error: unknown) => {
    known.delete(key);
    throw error;
  });
  known.set(key, pending);
  return pending;
}

async function agree(a: RunRecord, b: RunRecord): Promise<DepthAgreement[] | null> {
  const [codesA, codesB] = await Promise.all([codesOf(a.id), codesOf(b.id)]);
  if (!codesA || !codesB) return null;
  const client = await dataClient();
  return client.sidAgreement({ a: sidsOfRun(a, codesA), b: sidsOfRun(b, codesB) });
}
