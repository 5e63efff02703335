import { afterAll, beforeAll, expect, test } from 'vitest';
import { readForgeOutput } from '../retriever/forge/output-jsonl';
import { scoreForgeOutput } from '../retriever/forge/score-output';
import { retrieverSafetensors } from '../retriever/t5/model-file';
import { cycleHistories, SIDS, SMALL, train } from '../retriever/train/cycle.fixture';
import { createEngineClient } from './engine-client';
import type { DecodeRequest, StepProgress } from './protocol';

const USERS = 12;
const itemIds = ['a', 'b', 'c', 'd', 'e', 'f'];
const engine = createEngineClient();
let request: DecodeRequest;

beforeAll(async () => {
  await engine.start({ device: 'webgpu', tuning: null, quantizes: false });
  // Users walk round the items, so a model that has learned anything is always right.
  const trained = await train({ ...SMALL, epochs: 60, accumulate: 1 }, {}, undefined, USERS);
  request = {
    model: retrieverSafetensors(trained),
    ...{ sids: SIDS, itemIds, histories: cycleHistories(USERS) },
    ...{ part: 'test', beam: 1, doubling: false, constrained: true },
  };
});
afterAll(() => {
  engine.terminate();
});

test('a trained model, saved, finds what comes next', async () => {
  const told: StepProgress[] = [];
  const result = await engine.decodeRetriever(request, { onProgress: (step) => told.push(step) });
  const { report, output, plan, maxItems, tooShort, unknown } = result;
  expect(report.items.all).toMatchObject({ n: USERS, targets: USERS });
  expect(report.items.all.atK[0]!.recall).toBeGreaterThan(0.9);
  expect(report.items.all.atK[1]).toMatchObject({ k: 5, recall: null });
  expect(report.invalidRate).toBe(0);
  // By the whole history, though three items of it are read.
  const lengths = report.items.byHistoryLength.map(({ report: { n } }) => n);
  expect(lengths.slice(0, 2)).toEqual([9, 3]);
  expect([maxItems, tooShort, unknown]).toEqual([3, 0, 0]);
  expect(plan.widths).toEqual([1, 1]);
  expect(told.at(-1)).toEqual({ phase: 'Decoding', done: USERS, total: USERS });
  expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  // The output is FORGE's, a user a line, and scores the same.
  const predictions = readForgeOutput(output);
  const { starts, rows } = request.histories;
  expect(predictions.map(({ answers }) => answers)).toEqual(
    Array.from({ length: USERS }, (_, user) => [itemIds[rows[starts[user + 1]! - 1]!]]),
  );
  const scored = scoreForgeOutput(predictions, { itemIds, sids: SIDS });
  expect(scored.items.all.atK).toEqual(report.items.all.atK);
});

test('a model in a file decodes as its bytes do', async () => {
  const file = new Blob([request.model as BlobPart]);
  const [ofFile, ofBytes] = [
    await engine.decodeRetriever({ ...request, model: file }),
    await engine.decodeRetriever(request),
  ];
  expect(ofFile.report).toEqual(ofBytes.report);
});

test('the validation item, a beam of everything, doubled, and free of the trie', async () => {
  const all = await engine.decodeRetriever({ ...request, part: 'validation', beam: 6 });
  expect(all.report).toMatchObject({ sequences: 6 * USERS, invalidRate: 0 });
  expect(all.report.items.all.atK[1]!.recall).toBeGreaterThan(0.9);
  expect(all.report.items.all.depth).toBe(6);
  const doubled = await engine.decodeRetriever({ ...request, beam: 2, doubling: true });
  expect(doubled.plan.widths).toEqual([2, 4]);
  const free = await engine.decodeRetriever({ ...request, beam: 6, constrained: false });
  // Every pair of codes is an item's.
  expect(free.report).toMatchObject({ sequences: 6 * USERS, invalidRate: 0 });
});

test('one user, level by level: all items in the end, and nothing masked where all pairs are items', async () => {
  const trace = await engine.traceDecode({ ...request, beam: 6, user: 3 });
  const { starts, rows } = request.histories;
  expect(trace.target).toBe(rows[starts[4]! - 1]);
  expect(trace.ranking).toHaveLength(6);
  expect(trace.ranking[trace.rank!]?.row).toBe(trace.target);
  expect(trace.levels.map(({ beams }) => beams.length)).toEqual([3, 6]);
  expect(trace.levels.map(({ others }) => others)).toEqual([0, 0]);
  const masses = trace.levels.map(({ beams }) =>
    beams.reduce((sum, { score }) => sum + Math.exp(score), 0),
  );
  for (const mass of masses) expect(mass).toBeCloseTo(1, 4);
});

test('a catalogue that lacks the SIDs of some sequences: they are counted without the trie', async () => {
  // Item 5 is of the SID of item 4, so 2-1 is nobody's.
  const sids = { ...SIDS, codes: [SIDS.codes[0]!, Uint32Array.of(0, 1, 0, 1, 0, 0)] };
  const free = { ...request, sids, beam: 6, constrained: false };
  const { report } = await engine.decodeRetriever(free);
  expect(report.invalidRate).toBeCloseTo(1 / 6, 10);
  const masked = await engine.decodeRetriever({ ...free, constrained: true });
  expect(masked.report).toMatchObject({ invalidRate: 0, sequences: 5 * USERS });
});

test('problems are told, a cancel arrives, and the engine goes on', async () => {
  const failing = async (changed: Partial<DecodeRequest>, code: string) =>
    expect(engine.decodeRetriever({ ...request, ...changed })).rejects.toMatchObject({ code });
  await failing({ model: new Uint8Array(3) }, 'SAFETENSORS');
  await failing({ beam: 1001 }, 'RETRIEVER_BEAM');
  await failing(
    {
      sids: {
        ...SIDS,
        codebookSizes: [9, 2],
        codes: [Uint32Array.of(0, 0, 1, 1, 8, 2), SIDS.codes[1]!],
      },
    },
    'RETRIEVER_SHAPE',
  );
  const nobody = { starts: Uint32Array.of(0, 2), rows: Uint32Array.of(0, 1) };
  await failing({ histories: nobody }, 'HISTORY_TOO_SHORT');
  const signal = AbortSignal.abort();
  await expect(engine.decodeRetriever(request, { signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  expect((await engine.decodeRetriever(request)).report.sequences).toBe(USERS);
});
