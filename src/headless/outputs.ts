import { codebooksNpz, codesNpy, metricsJson, type FinishedRun } from '../quantizer/export';
import { modelSafetensors } from '../quantizer/export-model';
import { notationFile, sidsOfLevels } from '../quantizer/export-notations';
import { withPolicy } from '../quantizer/export-policy';
import { NOTATIONS } from '../sid/notations/catalogue';
import type { AppliedPolicy, RunResult } from '../worker/protocol';
import { policyLine } from './policy-line';
import type { OutputRequest } from './request';
import type { Shard } from './shard';

/** Hands one output to the command line's server, which shares the page's origin. */
export async function post(folder: string, name: string, body: Uint8Array | string): Promise<void> {
  const response = await fetch(`${folder}/${name}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
  });
  if (!response.ok) throw new Error(`${name} was not taken: ${await response.text()}`);
}

/** The run's policy applied; null where none is asked for. */
export async function resolve(
  { engine, onProgress }: Shard,
  { config, levels, learned, center }: RunResult,
  policy: OutputRequest['policy'],
): Promise<AppliedPolicy | null> {
  if (!policy) return null;
  return engine.applyPolicy({ policy, config, center, levels, learned }, { onProgress });
}

/**
 * Applies the policy and posts codes, items, metrics and notations to `folder`. Returns what the
 * policy did, in words, or nothing. Throws a Problem.
 */
export async function postCodes(
  shard: Shard,
  result: RunResult,
  request: OutputRequest,
  folder: string,
): Promise<string> {
  const applied = await resolve(shard, result, request.policy);
  const written = applied ? withPolicy(result, applied) : result;
  const { ids } = shard.slice;
  const codes = written.levels.map((level) => level.codes);
  await post(folder, 'codes.npy', codesNpy(written));
  await post(folder, 'items.parquet', await shard.data.exportItems({ ids, codes }));
  await post(folder, 'metrics.json', metricsJson(written));
  await postNotations(shard, written, request, folder);
  return applied ? `; ${policyLine(applied)}` : '';
}

async function postNotations(
  { data, slice: { ids } }: Shard,
  run: FinishedRun,
  { notations, forgeOffset }: OutputRequest,
  folder: string,
): Promise<void> {
  const sids = sidsOfLevels(run);
  for (const name of notations) {
    const body = await notationFile(
      name,
      { itemIds: ids, sids },
      {
        offset: forgeOffset ?? undefined,
        writeLists: (idName) => data.exportSidLists({ ids, codes: sids.codes, idName }),
      },
    );
    await post(folder, NOTATIONS[name].file, body);
  }
}

/** The quantizer that was trained: codebooks, and the weights of a learned one. */
export async function postQuantizer(result: RunResult, folder: string): Promise<void> {
  await post(folder, 'codebooks.npz', codebooksNpz(result));
  const { config, learned, center } = result;
  if (learned) await post(folder, 'model.safetensors', modelSafetensors(config, learned, center));
}
