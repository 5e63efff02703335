import { codebooksNpz, codesNpy, metricsJson, type FinishedRun } from '../quantizer/export';
import { modelSafetensors } from '../quantizer/export-model';
import { notationFile, sidsOfLevels } from '../quantizer/export-notations';
import { withPolicy } from '../quantizer/export-policy';
import { NOTATIONS } from '../sid/notations/catalogue';
import { alternativesNpz } from '../quantizer/export-alternatives';
import type { AppliedPolicy, RunResult } from '../worker/protocol';
import { measureAlignment } from './alignment';
import { alignmentLine } from './alignment-line';
import { codedLevels } from './coded-levels';
import { policyLine } from './policy-line';
import type { OutputRequest } from './request';
import type { Shard } from './shard';

/** Hands one output to the command line's server, which shares the page's origin. */
export async function post(
  folder: string,
  name: string,
  body: Uint8Array | string | Blob,
): Promise<void> {
  const response = await fetch(`${folder}/${name}`, {
    method: 'POST',
    body: body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : body,
  });
  if (!response.ok) throw new Error(`${name} was not taken: ${await response.text()}`);
}

/** The run's policy applied; null where none is asked for. */
async function resolve(
  { engine, onProgress }: Shard,
  { config, levels, learned, center }: RunResult,
  policy: OutputRequest['policy'],
): Promise<AppliedPolicy | null> {
  if (!policy) return null;
  return engine.applyPolicy({ policy, config, center, levels, learned }, { onProgress });
}

/** The run with its policy applied and its alignment measured, as far as they are asked for. */
export async function finish(
  shard: Shard,
  result: RunResult,
  policy: OutputRequest['policy'],
): Promise<{ readonly written: FinishedRun; readonly applied: AppliedPolicy | null }> {
  const applied = await resolve(shard, result, policy);
  const alignment = await measureAlignment(shard, result, applied);
  const run = applied ? withPolicy(result, applied) : result;
  return { written: alignment ? { ...run, alignment } : run, applied };
}

/**
 * Applies the policy, measures the alignment, and posts codes, items, metrics and notations to
 * `folder`. Returns in words what the two gave, or nothing. Throws a Problem.
 */
export async function postCodes(
  shard: Shard,
  result: RunResult,
  request: OutputRequest,
  folder: string,
): Promise<string> {
  const { written, applied } = await finish(shard, result, request.policy);
  const { ids } = shard.slice;
  const codes = written.levels.map((level) => level.codes);
  await post(folder, 'codes.npy', codesNpy(written));
  await post(folder, 'items.parquet', await shard.data.exportItems({ ids, codes }));
  await post(folder, 'metrics.json', metricsJson(written));
  if (request.alternatives !== null) {
    await postAlternatives(shard, result, written, request.alternatives, folder);
  }
  await postNotations(shard, written, request, folder);
  const policy = applied ? `; ${policyLine(applied)}` : '';
  return `${policy}${written.alignment ? alignmentLine(written.alignment) : ''}`;
}

async function postAlternatives(
  { engine, onProgress }: Shard,
  run: RunResult,
  written: FinishedRun,
  count: number,
  folder: string,
): Promise<void> {
  const { config, center, learned } = run;
  const levels = codedLevels(run, written.levels);
  const request = { config, center, learned, levels, count };
  const found = await engine.alternativeCodes(request, { onProgress });
  await post(folder, 'alternatives.npz', alternativesNpz(found));
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
