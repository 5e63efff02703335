import type { AlignmentRecord } from '../quantizer/export-alignment';
import { categoryIds } from '../sid/category-ids';
import { HITRATE_WINDOW } from '../sid/history-pairs';
import { categoryPurity } from '../sid/purity';
import type { AppliedPolicy, RunResult } from '../worker/protocol';
import { codedLevels } from './coded-levels';
import type { Shard } from './shard';

/**
 * How far the SIDs of `run`, or those that a policy made of it, go with the histories and the category
 * that the command names; null where it names none. Throws `HITRATE_MEMORY`.
 */
export async function measureAlignment(
  shard: Shard,
  run: RunResult,
  applied: AppliedPolicy | null,
): Promise<AlignmentRecord | null> {
  const { histories, category } = shard;
  if (!histories && category === null) return null;
  const levels = applied?.levels ?? run.levels;
  const sids = {
    rows: run.n,
    codebookSizes: levels.map(({ codebookSize }) => codebookSize),
    codes: levels.map(({ codes }) => codes),
  };
  const purity = () => categoryPurity(sids, categoryIds(shard.slice.categories));
  return {
    hitrate: await hitrateOf(shard, run, levels),
    category: category === null ? null : { column: category, purity: purity() },
  };
}

async function hitrateOf(
  { engine, histories, related, onProgress }: Shard,
  run: RunResult,
  written: readonly { readonly codes: Uint32Array }[],
): Promise<AlignmentRecord['hitrate']> {
  if (!histories || !related) return null;
  const { config, center } = run;
  const request = { config, center, levels: codedLevels(run, written), pairs: related };
  const { raw, reconstructed } = await engine.embeddingHitrate(request, { onProgress });
  const { queries, sampled } = related;
  return {
    histories: histories.summary,
    ...{ window: HITRATE_WINDOW, pairs: queries.length, sampled },
    ...{ raw, reconstructed },
  };
}
