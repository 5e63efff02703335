import type { ResultTables, RunRow } from '../../../worker/protocol';
import { levelsUnder } from '../policy/in-force';
import { appliedPolicy } from '../policy/policy-actions';
import { bitsOf, shapeOf, type RunRecord } from '../runs/record';
import { getRuns } from '../runs/runs-store';
import { sidsOf } from '../selection';
import { getState, type SliceInUse } from '../store';
import { shownResults } from '../view';

/** What SQL is given: the SIDs on the screen, after the policy if one is applied, and the kept runs. */
export function resultsNow(): ResultTables {
  const { slice, trained, draft } = getState();
  const applied = appliedPolicy();
  const shown = shownResults(null, trained, draft.levels);
  const sids = sidsOf(applied ? levelsUnder(applied, shown) : shown);
  const isWhole = slice !== null && sids !== null && sids.rows === slice.rows;
  return {
    sids: isWhole ? { ...itemsOf(slice), ...sids } : null,
    runs: getRuns().runs.flatMap(runRow),
  };
}

/** A file of items has its own table with titles. */
function itemsOf({ ids, rowNumbers, titles, categories, request }: SliceInUse) {
  const texts = request ? { titles: [], categories: [] } : { titles, categories };
  return { ids, rowNumbers, ...texts };
}

function methodOf({ codesFrom, encodedWith, config }: RunRecord): string {
  if (codesFrom !== null) return `read from ${codesFrom}`;
  return encodedWith === null ? config.method : `encoded with ${encodedWith}`;
}

function runRow(run: RunRecord): RunRow[] {
  const sid = run.levels.at(-1)?.sid;
  if (!sid) return [];
  return [
    {
      run: run.id,
      name: run.name,
      at: run.at,
      method: methodOf(run),
      shape: shapeOf(run),
      bits: bitsOf(run),
      file: run.data.file,
      items: run.data.n,
      dim: run.data.dim,
      unique_ratio: sid.uniqueRatio,
      items_in_collision: sid.itemsInCollision,
      max_bucket: sid.maxBucket,
      sid_entropy: sid.sidEntropyBits,
      forge_gini: sid.forgeGini,
      reconstruction: run.reconstruction,
      seconds: run.seconds,
      adapter: run.adapter,
    },
  ];
}
