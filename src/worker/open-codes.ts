import { codesForRows, type RowsInUse } from '../dataset/codes/rows-with-codes';
import { openCodes } from '../dataset/codes/open-codes';
import { fingerprintOfTexts } from '../dataset/fingerprint';
import { Problem } from '../problem';
import { sidMetrics } from '../sid/metrics';
import type { CodesRequest, OpenedCodes } from './protocol';

/** Reads codes, gives them to the rows in use where that is asked for and all have one, and measures them. */
export async function openMeasuredCodes(
  { files, onRows = false, mostLevels = Infinity, ...stated }: CodesRequest,
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
  const items = matched?.items ?? read;
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
