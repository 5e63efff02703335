import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../quantizer/config';
import type { Expansion } from '../retriever/baselines/sid-retrieval/candidates';
import { createDataClient } from './data-client';
import { createEngineClient } from './engine-client';
import type { BaselineMethod, MethodReport, RunResult } from './protocol';
import type { Histories } from '../dataset/histories/types';

const config = { ...DEFAULT_CONFIG, codebookSizes: [64, 64, 64], iterations: 5, center: true };
const engine = createEngineClient();
const data = createDataClient();
let run: RunResult;
let histories: Histories;

async function sampleFile(name: string): Promise<File> {
  const response = await fetch(`/sample/${name}`);
  return new File([await response.blob()], name);
}

function evaluate(method: BaselineMethod, options = {}): Promise<MethodReport> {
  const { levels, n } = run;
  const sids = {
    rows: n,
    codebookSizes: levels.map(({ codebookSize }) => codebookSize),
    codes: levels.map(({ codes }) => codes),
  };
  const quantizer = { config: run.config, levels, learned: run.learned, center: run.center };
  const { starts, rows } = histories;
  return engine.evaluateBaseline(
    { method, histories: { starts, rows }, part: 'test', excludeSeen: true, sids, quantizer },
    options,
  );
}

const lookup = (expansion: Expansion): BaselineMethod => ({
  kind: 'sid-lookup',
  profile: 'last-5',
  expansion,
});

const recall10 = ({ items }: MethodReport) => items.all.atK.find(({ k }) => k === 10)!.recall!;

beforeAll(async () => {
  await engine.start({ device: 'webgpu', tuning: null });
  const shard = await data.open(await sampleFile('items.parquet'));
  const { vectors, rows, dim } = await data.slice({
    mapping: { ...shard.mapping, vector: 'behavior_embedding' },
    ...{ where: '', sample: null, seed: 7, dropNonFinite: false },
  });
  histories = await data.openHistories(await sampleFile('interactions.parquet'));
  await engine.load({ vectors, rows, dim });
  run = await engine.train(config);
});

afterAll(() => {
  engine.terminate();
  data.terminate();
});

// Recall@10 counted by an independent script on the same 671 users, to a user.
it.each([
  ['popularity', 30],
  ['co-occurrence', 80],
  ['nearest', 88],
] as const)('%s hits %i of 671 users of the sample', async (kind, users) => {
  const report = await evaluate({ kind });
  expect(report.items.all.n).toBe(671);
  expect(Math.round(recall10(report) * 671)).toBe(users);
  expect(report.candidates).toBeNull();
  expect(report.coldStartSkipped).toBe(0);
});

it('a wider lookup has more candidates and leaves fewer users to the full search', async () => {
  const expansions: Expansion[] = [
    { kind: 'exact' },
    { kind: 'nearest-codewords', codewords: 4 },
    { kind: 'layered', enough: 100 },
  ];
  const reports = [];
  for (const expansion of expansions) reports.push(await evaluate(lookup(expansion)));
  const averages = reports.map(({ candidates }) => candidates!.average);
  const empty = reports.map(({ candidates }) => candidates!.emptyRate);
  expect(averages).toEqual(averages.toSorted((a, b) => a - b));
  expect(empty).toEqual(empty.toSorted((a, b) => b - a));
  expect(recall10(reports[2]!)).toBeGreaterThan(recall10(reports[0]!) / 2);
  for (const { items, sids } of reports) {
    items.all.atK.forEach(({ recall }, i) =>
      expect(sids.atK[i]!.recall).toBeGreaterThanOrEqual(recall!),
    );
  }
});

it('a cancel ends it, and nothing stays on the device', async () => {
  const controller = new AbortController();
  const onProgress = () => {
    controller.abort();
  };
  const work = evaluate({ kind: 'nearest' }, { signal: controller.signal, onProgress });
  await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
});
