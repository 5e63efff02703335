import { beforeEach, expect, test } from 'vitest';
import type { Histories } from '../../../dataset/histories/types';
import { sidsOfRun, type ModelRecall } from '../runs/record';
import { codesOf, joinProxyFigures, keepRun } from '../runs/runs-actions';
import { getRuns, setRuns } from '../runs/runs-store';
import { resultFixture, SLICE } from '../runs/runs.fixture';
import type { DecodedRow } from './decode-store';
import { keepModelRecall, modelRecallOf } from './keep-model-recall';
import type { TrainedModel } from './model-store';

const measured: ModelRecall = {
  ...{ histories: 'h', how: 'T5 beam 20', model: 'm', recall: 0.5, users: 9 },
};
const kept = () => getRuns().runs.map(({ modelRecalls }) => modelRecalls);

beforeEach(() => setRuns({ runs: [] }));

test('is kept with the runs of the very SIDs and rows', async () => {
  const result = resultFixture();
  const other = structuredClone(result);
  other.levels[1]!.codes[5] = 2;
  await keepRun(result, SLICE);
  await keepRun(other, SLICE);
  await keepRun(result, { ...SLICE, fingerprint: 'bbbb' });
  const [run] = getRuns().runs;
  const sids = sidsOfRun(run!, (await codesOf(run!.id))!);
  await keepModelRecall(sids, SLICE, measured);
  await keepModelRecall(sids, SLICE, { ...measured, recall: 0.75 });
  await keepModelRecall(sids, SLICE, { ...measured, how: 'T5 beam 10' });
  const both = [
    { ...measured, recall: 0.75 },
    { ...measured, how: 'T5 beam 10' },
  ];
  expect(kept()).toEqual([both, [], []]);
});

test('so is what proxies need, one for the same histories and category', async () => {
  const figures = {
    histories: 'h',
    category: null,
    hitrate: 0.5,
    purity: null,
    recall: 0.25,
    users: 9,
  };
  await keepRun(resultFixture(), SLICE);
  for (const change of [{}, { category: 'genre', purity: 0.5 }, { hitrate: 0.75 }]) {
    await joinProxyFigures(getRuns().runs[0]!, { ...figures, ...change });
  }
  expect(getRuns().runs[0]?.proxyFigures).toEqual([
    { ...figures, category: 'genre', purity: 0.5 },
    { ...figures, hitrate: 0.75 },
  ]);
});

test('is of test items at K = 10, and names the model that was trained here', () => {
  const file = new Blob();
  const histories = { starts: Uint32Array.of(0, 1), rows: Uint32Array.of(4) } as Histories;
  const report = (recall: number | null) => ({
    items: { all: { n: 9, atK: [{ k: 10, recall }] } },
  });
  const row = (change: object) =>
    ({
      ...{ part: 'test', histories, report: report(0.5), model: { name: 'm.safetensors', file } },
      ...change,
    }) as unknown as DecodedRow;
  const options = { beam: 20, doubling: true, constrained: true };
  const trained = {
    ...{ file, config: { epochs: 3 }, result: { plan: { parameters: 1200 } } },
  } as unknown as TrainedModel;
  const found = modelRecallOf({ row: row({}), options, trained });
  expect(found).toMatchObject({ how: 'T5 beam 20 doubling', recall: 0.5, users: 9 });
  expect(found?.model).toBe('1,200 parameters, 3 epochs');
  const opened = modelRecallOf({ row: row({}), options, trained: null });
  expect(opened?.model).toBe('m.safetensors');
  const none = [row({ part: 'validation' }), row({ report: report(null) })];
  expect(none.map((each) => modelRecallOf({ row: each, options, trained }))).toEqual([null, null]);
});
