import type { ContrastiveConfig } from '../quantizer/config';
import { historyPairs } from '../sid/history-pairs';
import type { TrainRequest } from './request';
import type { Shard } from './shard';

/**
 * Loads the pairs that a contrastive run asks for into the engine, from a file or from the histories;
 * null where none is asked for. `line` says what was loaded. Throws `PAIRS_FILE`, `PAIRS_UNKNOWN`,
 * `NO_PAIRS`.
 */
export async function loadContrast(
  shard: Pick<Shard, 'data' | 'engine' | 'histories' | 'onProgress'>,
  { contrastive }: Pick<TrainRequest, 'contrastive'>,
  file: File | null,
): Promise<{ readonly config: ContrastiveConfig; readonly line: string } | null> {
  if (!contrastive) return null;
  const { window, ...config } = contrastive;
  const { pairs, line } =
    window === null ? await pairsOfFile(shard, file) : pairsOfHistories(shard, window);
  const fingerprint = await shard.engine.loadPairs({ pairs });
  return { config: { ...config, pairs: fingerprint }, line };
}

async function pairsOfFile(
  { data, onProgress }: Pick<Shard, 'data' | 'onProgress'>,
  file: File | null,
) {
  if (!file) throw new Error('no pairs were chosen');
  const { pairs, total, unknown, same } = await data.pairsFromFile(file, { onProgress });
  const left = `${unknown} with unknown items, ${same} of an item with itself`;
  return { pairs, line: `${pairs.length / 2} of ${total} pairs (${left})` };
}

function pairsOfHistories({ histories }: Pick<Shard, 'histories'>, window: number) {
  if (!histories) throw new Error('no histories were chosen');
  const pairs = historyPairs(histories, window);
  const { name } = histories.summary;
  return { pairs, line: `${pairs.length / 2} pairs of ${name}, at most ${window} places apart` };
}
