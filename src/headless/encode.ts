import { encodingText } from '../quantizer/config';
import { doubtsOf, summaryOf, type Say } from './lines';
import { postCodes } from './outputs';
import type { EncodeRequest } from './request';
import { openShard, type ShardFiles } from './shard';

/**
 * Opens the shard, encodes it with the quantizer saved in `saved`, and posts codes, items and metrics
 * to `folder`. Returns a summary in words. Throws the Problems of the two workers.
 */
export async function encode(
  files: ShardFiles,
  saved: File,
  request: EncodeRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const shard = await openShard(files, request, say);
  const { stated } = request;
  const { engine, onProgress } = shard;
  const result = await engine.encode({ file: saved, stated }, { onProgress });
  say('Writing');
  const policy = await postCodes(shard, result, request, folder);
  return `${summaryOf(result)}${policy}; ${saved.name}: ${encodingText(result.config)}${doubtsOf(shard)}`;
}
