import { checkAlternatives } from '../quantizer/export-alternatives';
import { CheckpointPost, goOn } from './checkpoint';
import { loadContrast } from './contrast';
import { doubtsOf, summaryOf, trainLine, type Say } from './lines';
import { postCodes, postQuantizer } from './outputs';
import type { TrainRequest } from './request';
import { configFor, openShard, type ShardFiles } from './shard';

export interface ChosenFiles extends ShardFiles {
  readonly pairs: File | null;
  /** Of a run to go on with. */
  readonly checkpoint: File | null;
}

/**
 * Opens the shard, trains, and posts the outputs to `folder`. Returns a summary in words.
 * Throws the Problems of the two workers.
 */
export async function train(
  files: ChosenFiles,
  request: TrainRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const shard = await openShard(files, request, say);
  const { rows, dim } = shard.slice;
  // Better told before the training than after it.
  if (request.alternatives !== null) {
    checkAlternatives(rows, request.config.codebookSizes?.length ?? 1, request.alternatives);
  }
  const contrast = await loadContrast(shard, request, files.pairs);
  const asked = configFor(request.config, dim);
  const rqvae = { ...asked.rqvae, contrastive: contrast?.config ?? null };
  const config = { ...asked, rqvae };
  const { engine } = shard;
  const goneOn = files.checkpoint ? await goOn(engine, files.checkpoint, config) : '';
  const keeper = request.checkpoint
    ? new CheckpointPost(() => engine.saveCheckpoint(config), folder, say)
    : null;
  const result = await engine.train(config, {
    onProgress: (step) => {
      say(trainLine(step));
      keeper?.follow(step);
    },
  });
  await keeper?.settled();
  say('Writing');
  const policy = await postCodes(shard, result, request, folder);
  await postQuantizer(result, folder);
  const pairsLine = contrast ? `; ${contrast.line}` : '';
  return `${summaryOf(result)}${goneOn}${pairsLine}${policy}${doubtsOf(shard)}`;
}
