import { decodeMetricsJson } from '../retriever/decode/decode-metrics';
import { CUTOFFS, type RankReport } from '../retriever/evaluate/rank-metrics';
import { createDataClient } from '../worker/data-client';
import { createEngineClient } from '../worker/engine-client';
import type { DecodeResult } from '../worker/protocol';
import type { Say } from './lines';
import { post } from './outputs';
import type { DecodeHeldOutRequest } from './request';

interface ChosenFiles {
  readonly model: File;
  readonly codes: File;
  readonly histories: File;
}

/**
 * Decodes every user's held-out item with a saved sequence model, and posts FORGE's `output.jsonl` and
 * the metrics to `folder`. Returns a summary in words. Throws the Problems of the two workers.
 */
export async function decodeHeldOut(
  files: ChosenFiles,
  { device, ...asked }: DecodeHeldOutRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const data = createDataClient();
  const engine = createEngineClient();
  say(`Opening ${files.codes.name} and ${files.histories.name}`);
  const { sids, ids } = await data.openCodes({ files: [files.codes] });
  const { starts, rows } = await data.openHistories(files.histories);
  const model = new Uint8Array(await files.model.arrayBuffer());
  say('Starting the engine');
  await engine.start({ device, tuning: null, quantizes: false });
  const result = await engine.decodeRetriever(
    { ...asked, model, sids, itemIds: ids, histories: { starts, rows } },
    {
      onProgress: ({ done, total }) => {
        say(`Decoding ${done} of ${total} users`);
      },
    },
  );
  await post(folder, 'output.jsonl', result.output);
  await post(folder, 'metrics.json', decodeMetricsJson({ ...result, ...asked }));
  return summaryOf(result);
}

function summaryOf({ report, unknown, tooShort, seconds, info }: DecodeResult): string {
  const { items, sids, invalidRate } = report;
  // 10, or what a narrower beam has.
  const shown = Math.max(...CUTOFFS.filter((k) => k <= Math.min(10, sids.depth)));
  const at = ({ atK }: RankReport) => atK.find(({ k }) => k === shown);
  const recall = `Recall@${shown} ${at(items.all)?.recall?.toFixed(4)} (item level), ${at(sids)?.recall?.toFixed(4)} (SID level)`;
  const ndcg = `NDCG@${shown} ${at(items.all)?.ndcg?.toFixed(4)}`;
  const invalid = `${(invalidRate * 100).toFixed(1)} % invalid`;
  const left = [
    ...(tooShort > 0 ? [`${tooShort} users too short`] : []),
    ...(unknown > 0 ? [`${unknown} interactions of unknown items`] : []),
  ];
  const users = [`${items.all.n.toLocaleString('en-US')} users`, ...left].join(', ');
  return `${recall}, ${ndcg}, ${invalid}; ${users}; ${seconds.toFixed(1)} s on ${info.adapter}`;
}
