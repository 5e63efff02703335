import { summaryOf, trainLine, type Say } from './lines';
import { postCodes, postQuantizer } from './outputs';
import type { TrainRequest } from './request';
import { configFor, openShard } from './shard';

/**
 * Opens `file`, trains, and posts the outputs to `folder`. Returns a summary in words.
 * Throws the Problems of the two workers.
 */
export async function train(
  file: File,
  request: TrainRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const shard = await openShard(file, request, say);
  const result = await shard.engine.train(configFor(request.config, shard.slice.dim), {
    onProgress: (step) => say(trainLine(step)),
  });
  say('Writing');
  const policy = await postCodes(shard, result, request, folder);
  await postQuantizer(result, folder);
  return `${summaryOf(result)}${policy}`;
}
