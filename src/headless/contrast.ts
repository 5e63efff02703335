import type { ContrastiveConfig } from '../quantizer/config';
import type { DataApi, EngineApi, StepProgress } from '../worker/protocol';
import type { TrainRequest } from './request';

interface Workers {
  readonly data: Pick<DataApi, 'pairsFromFile'>;
  readonly engine: Pick<EngineApi, 'loadPairs'>;
}

/**
 * Loads the pairs that a contrastive run asks for into the engine; null where none is asked for.
 * `line` says what was loaded. Throws `PAIRS_FILE`, `PAIRS_UNKNOWN`.
 */
export async function loadContrast(
  { data, engine }: Workers,
  { contrastive }: Pick<TrainRequest, 'contrastive'>,
  file: File | null,
  onProgress: (step: StepProgress) => void,
): Promise<{ readonly config: ContrastiveConfig; readonly line: string } | null> {
  if (!contrastive) return null;
  if (!file) throw new Error('no pairs were chosen');
  const { pairs, total, unknown, same } = await data.pairsFromFile(file, { onProgress });
  const count = pairs.length / 2;
  const fingerprint = await engine.loadPairs({ pairs });
  const left = `${unknown} with unknown items, ${same} of an item with itself`;
  const line = `${count} of ${total} pairs (${left})`;
  return { config: { ...contrastive, pairs: fingerprint }, line };
}
