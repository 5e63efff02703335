import type { ProblemDetail } from '../problem';
import { DEFAULT_CONFIG } from '../quantizer/config';
import { codebooksNpz, codesNpy, metricsJson } from '../quantizer/export';
import { modelSafetensors } from '../quantizer/export-model';
import { withPolicy } from '../quantizer/export-policy';
import { createDataClient } from '../worker/data-client';
import { createEngineClient } from '../worker/engine-client';
import type {
  AppliedPolicy,
  DataApi,
  RunResult,
  StepProgress,
  TrainProgress,
} from '../worker/protocol';
import { policyLine } from './policy-line';
import type { HeadlessRequest } from './request';

export type Answer =
  | { readonly ok: true; readonly summary: string }
  | { readonly ok: false; readonly problem: ProblemDetail };

type Say = (line: string) => void;

const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`;

function stepLine({ phase, done, total }: StepProgress): string {
  return total > 0 ? `${phase} ${percent(done / total)}` : phase;
}

function trainLine(progress: TrainProgress): string {
  const { phase, level, levels, iteration, iterations, fraction, etaSeconds } = progress;
  const round = iteration > 0 ? `, iteration ${iteration}/${iterations}` : '';
  const eta = etaSeconds === null ? '' : `, ~${Math.ceil(etaSeconds)} s left`;
  return `${phase}, level ${level}/${levels}${round}, ${percent(fraction)}${eta}`;
}

function summaryOf({ n, dim, levels, reconstruction, seconds, info }: RunResult): string {
  const sid = levels.at(-1)?.sid;
  const unique = sid ? `, ${percent(sid.uniqueRatio)} unique` : '';
  const error = `, reconstruction error ${reconstruction.toFixed(4)}`;
  const time = `${seconds.toFixed(1)} s on ${info.adapter}`;
  return `${n} items x ${dim}, ${levels.length} levels${unique}${error}, ${time}`;
}

/** Hands one output to the command line's server, which shares the page's origin. */
async function post(folder: string, name: string, body: Uint8Array | string): Promise<void> {
  const response = await fetch(`${folder}/${name}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
  });
  if (!response.ok) throw new Error(`${name} was not taken: ${await response.text()}`);
}

async function postOutputs(
  data: DataApi,
  ids: readonly string[],
  result: RunResult,
  applied: AppliedPolicy | null,
  folder: string,
): Promise<void> {
  const written = applied ? withPolicy(result, applied) : result;
  const codes = written.levels.map((level) => level.codes);
  await post(folder, 'codes.npy', codesNpy(written));
  await post(folder, 'codebooks.npz', codebooksNpz(result));
  await post(folder, 'items.parquet', await data.exportItems({ ids, codes }));
  await post(folder, 'metrics.json', metricsJson(written));
  if (result.learned) {
    const model = modelSafetensors(result.config, result.learned, result.center);
    await post(folder, 'model.safetensors', model);
  }
}

/**
 * Opens `file`, trains, and posts the outputs to `folder`. Returns a summary in words.
 * Throws the Problems of the two workers.
 */
export async function train(
  file: File,
  request: HeadlessRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const data = createDataClient();
  const engine = createEngineClient();
  const onProgress = (step: StepProgress) => say(stepLine(step));
  say(`Opening ${file.name}`);
  const opened = await data.open(file, { onProgress });
  const asked = { ...DEFAULT_CONFIG, ...request.config };
  const { where, sample, dropNonFinite } = request;
  const { vector, id } = opened.mapping;
  const mapping = {
    ...opened.mapping,
    vector: request.vectors ?? vector,
    id: request.ids ?? id,
  };
  const chosen = { mapping, where, sample, seed: asked.seed, dropNonFinite };
  const slice = await data.slice(chosen, { onProgress });

  say('Starting the engine');
  await engine.start({ device: request.device, tuning: null });
  const { vectors, rows, dim, ids } = slice;
  await engine.load({ vectors, rows, dim });
  // A residual encoder keeps the dims of the vectors, which only the file tells.
  const { rqvae } = asked;
  const config = rqvae.residual ? { ...asked, rqvae: { ...rqvae, latentDim: dim } } : asked;
  const result = await engine.train(config, { onProgress: (step) => say(trainLine(step)) });

  const { policy } = request;
  const { levels, learned } = result;
  const applied =
    policy && (await engine.applyPolicy({ policy, config, levels, learned }, { onProgress }));

  say('Writing');
  await postOutputs(data, ids, result, applied, folder);
  return applied ? `${summaryOf(result)}; ${policyLine(applied)}` : summaryOf(result);
}
