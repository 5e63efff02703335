import { metricsJson } from '../quantizer/export';
import { runOfCodes } from '../quantizer/codes-run';
import { createDataClient } from '../worker/data-client';
import { percent, type Say } from './lines';
import { post } from './outputs';
import type { MetricsRequest } from './request';

/** Measures a file of SIDs alone, and posts `metrics.json` to `folder`. Returns a summary in words. */
export async function metrics(
  file: File,
  request: MetricsRequest,
  folder: string,
  say: Say,
): Promise<string> {
  say(`Opening ${file.name}`);
  const opened = await createDataClient().openCodes({ ...request, files: [file] });
  const run = runOfCodes(opened);
  await post(folder, 'metrics.json', metricsJson(run));
  const { sids, notation, blank, seen } = opened;
  const sid = run.levels.at(-1)?.sid;
  const unique = sid
    ? `, ${percent(sid.uniqueRatio)} unique, ${percent(sid.itemsInCollision)} of items in collision, max bucket ${sid.maxBucket}`
    : '';
  const left = blank > 0 ? `, ${blank} rows with a blank code left out` : '';
  const times = seen ? `, seen ${seen.occurrences} times in ${seen.users} samples` : '';
  return `${sids.rows} items, levels of ${sids.codebookSizes.join(', ')} codes (${notation})${unique}${left}${times}`;
}
