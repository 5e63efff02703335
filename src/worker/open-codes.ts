import { codesForRows, rowsLackCodes, type RowsInUse } from '../dataset/codes/rows-with-codes';
import { openCodes } from '../dataset/codes/open-codes';
import { fingerprintOfTexts } from '../dataset/fingerprint';
import { Problem, throwIfCancelled } from '../problem';
import { sidMetrics } from '../sid/metrics';
import type { CodesRequest, OpenedCodes } from './protocol';

/**
 * Reads codes, gives them to the rows in use where that is asked for and all have one, and measures them.
 * Throws `CODES_LEVELS`, `CODES_ROWS`, and what `openCodes` throws.
 */
export async function openMeasuredCodes(
  { files, onRows, mostLevels = Infinity, ...stated }: CodesRequest,
  inUse: RowsInUse | null,
  signal: AbortSignal | undefined,
): Promise<OpenedCodes> {
  const read = await openCodes(files, stated, signal);
  const depth = read.sids.codes.length;
  if (depth > mostLevels) {
    throw new Problem(
      'CODES_LEVELS',
      `The SIDs of ${read.name} have ${depth} levels; the page shows ${mostLevels} at most.`,
      'Leave out the last levels, or measure the file on the command line.',
    );
  }
  const matched = onRows && inUse ? codesForRows(read, inUse) : null;
  if (onRows === 'all' && inUse && !matched?.items) throw rowsLackCodes(read, inUse);
  const items = matched?.items ?? read;
  throwIfCancelled(signal);
  const { levels, depths } = sidMetrics(items.sids);
  return {
    ...items,
    levels: levels.flatMap((metrics, l) => {
      const sid = depths[l];
      return sid ? [{ metrics, sid }] : [];
    }),
    fingerprint: fingerprintOfTexts(items.ids),
    matched: matched && { rows: matched.rows, known: matched.known },
  };
}
