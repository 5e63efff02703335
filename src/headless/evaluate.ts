import { evaluationJson, type EvaluationLine } from '../retriever/baselines/evaluation-json';
import { methodName } from '../retriever/baselines/method-name';
import { methodsOf } from '../retriever/baselines/methods';
import { offlineEvalCsv } from '../retriever/baselines/sid-retrieval/offline-eval-csv';
import type { OfflineEvalRow } from '../retriever/baselines/sid-retrieval/offline-eval-csv';
import { decodedReport } from '../retriever/decode/decoded-report';
import { defaultOffset } from '../sid/notations/forge-tokens';
import { createDataClient } from '../worker/data-client';
import { createEngineClient } from '../worker/engine-client';
import type { DataApi, EngineApi, QuantizerInUse, StepProgress } from '../worker/protocol';
import { evaluationTable } from './evaluation-table';
import { openVectors, vectorsOf, type ItemVectors } from './item-vectors';
import { stepLine, type Say } from './lines';
import { post } from './outputs';
import type { EvaluateRequest } from './request';

interface ChosenFiles {
  readonly codes: File;
  readonly histories: File;
  /** Vectors of the items; without them nothing that looks at vectors is evaluated. */
  readonly items: File | null;
  /** The quantizer behind the codes; without it no SID is looked up. */
  readonly codebooks: File | null;
  /** A sequence model. */
  readonly model: File | null;
  /** FORGE's output.jsonl. */
  readonly forge: File | null;
}

type Coded = Awaited<ReturnType<DataApi['openCodes']>> & {
  readonly histories: { readonly starts: Uint32Array; readonly rows: Uint32Array };
};

/**
 * Evaluates the baselines that the files allow, a sequence model and FORGE's predictions on the
 * leave-one-out split of the histories, and posts metrics and `offline_eval.csv` to `folder`. Returns
 * a table. Throws the Problems of the two workers, and `ITEMS_VECTORS`.
 */
export async function evaluate(
  files: ChosenFiles,
  request: EvaluateRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const data = createDataClient();
  const engine = createEngineClient();
  const vectors = files.items && (await openVectors(data, files.items, request, say));
  say(`Opening ${files.codes.name} and ${files.histories.name}`);
  const codes = await data.openCodes({ files: [files.codes] });
  const { summary, starts, rows } = await data.openHistories(files.histories);
  const coded: Coded = { ...codes, histories: { starts, rows } };
  say('Starting the engine');
  const { device } = request;
  const quantizes = files.codebooks !== null;
  const { adapter } = await engine.start({ device, tuning: null, quantizes });
  const quantizer = vectors && (await loadVectors(engine, coded, vectors, files.codebooks));
  const methods = await baselines(engine, coded, request, { vectors, quantizer }, say);
  if (files.model) methods.push(await sequenceModel(engine, coded, files.model, request, say));
  const forge = files.forge ? [await forgeLine(data, coded, files.forge, request)] : [];
  const { part, excludeSeen, profile, ks } = request;
  const lines: EvaluationLine[] = [...methods, ...forge];
  const unknown = summary.interactions - summary.known;
  const record = { part, excludeSeen, profile, ks, items: codes.ids.length, unknown, adapter };
  await post(folder, 'metrics.json', evaluationJson({ ...record, lines }));
  const levels = quantizer?.levels.length ?? codes.sids.codes.length;
  await post(folder, 'offline_eval.csv', offlineEvalCsv(methods, levels));
  const left = unknown > 0 ? `, ${unknown} interactions of unknown items left out` : '';
  return `${part} item of each user on ${adapter}${left}\n${evaluationTable(lines, ks)}`;
}

/** Hands over the vectors in the order of the codes. Returns what SIDs are looked up with, if anything. */
async function loadVectors(
  engine: EngineApi,
  { ids }: Coded,
  items: ItemVectors,
  codebooks: File | null,
): Promise<QuantizerInUse | null> {
  const { dim } = items;
  await engine.load({ vectors: vectorsOf(ids, items), rows: ids.length, dim });
  if (!codebooks) return null;
  const stated = { distance: null, normalize: null, beam: 1 };
  return engine.encode({ file: codebooks, stated });
}

async function baselines(
  engine: EngineApi,
  { sids, histories }: Coded,
  { part, excludeSeen, profile }: EvaluateRequest,
  { vectors, quantizer }: { vectors: ItemVectors | null; quantizer: QuantizerInUse | null },
  say: Say,
): Promise<(OfflineEvalRow & EvaluationLine)[]> {
  const possible = methodsOf({ profile }).filter(
    ({ kind }) => (kind !== 'nearest' || vectors) && (kind !== 'sid-lookup' || quantizer),
  );
  const onProgress = (step: StepProgress) => say(stepLine(step));
  const found = [];
  for (const method of possible) {
    const asked = { method, histories, part, excludeSeen, sids, quantizer };
    const report = await engine.evaluateBaseline(asked, { onProgress });
    found.push({ method: methodName(method), report });
  }
  return found;
}

async function sequenceModel(
  engine: EngineApi,
  { ids, sids, histories }: Coded,
  file: File,
  { part, beam, doubling, constrained }: EvaluateRequest,
  say: Say,
): Promise<OfflineEvalRow & EvaluationLine> {
  const model = new Uint8Array(await file.arrayBuffer());
  const search = { beam, doubling, constrained };
  const result = await engine.decodeRetriever(
    { model, sids, itemIds: ids, histories, part, ...search },
    { onProgress: (step) => say(stepLine(step)) },
  );
  const { maxItems, report } = result;
  return {
    method: methodName({ kind: 'sequence-model', ...search }),
    report: decodedReport(result),
    figures: { ...search, maxItems, invalidRate: report.invalidRate },
  };
}

async function forgeLine(
  data: DataApi,
  { sids }: Coded,
  file: File,
  { forgeOffset }: EvaluateRequest,
): Promise<EvaluationLine> {
  const offset = forgeOffset ?? defaultOffset(sids);
  const score = await data.scoreForgeOutput({ file, sids, offset });
  const { items, sids: ofSids, coverage, ...figures } = score;
  const report = { items, sids: ofSids, coverage };
  return { method: `FORGE, ${file.name}`, report, figures: { offset, ...figures } };
}
