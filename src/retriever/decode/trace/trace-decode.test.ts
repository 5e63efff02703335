import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import { NO_NODE, nodeOf } from '../../../sid/trie';
import { historiesOf } from '../../split/split.fixture';
import { retrieverSafetensors } from '../../t5/model-file';
import { oracleScores, randomCatalogue, randomModel, samplesOf, stepOn } from '../decode.fixture';
import { distinctSids } from '../decode.fixture';
import { traceDecode, type TraceRequest } from './trace-decode';

const LEVELS = [5, 4, 6];
const catalogue = randomCatalogue(40, LEVELS);
const { sids, trie } = catalogue;
const model = randomModel(LEVELS);
const request: TraceRequest = {
  model: retrieverSafetensors({ ...model, maxItems: 3 }),
  ...{ sids, histories: historiesOf([1, 2], [7, 9, 3, 4, 11, 12]), user: 1 },
  ...{ part: 'test', beam: 4, doubling: false, constrained: true },
};
const trace = (changed: Partial<TraceRequest> = {}) =>
  traceDecode(stepOn(createCpuDevice()), { ...request, ...changed }, undefined);
/** The same input as a sample of its own. */
const alone = samplesOf([0], [3, 4, 11, 12]);

/** Codes of a beam, back from parent to parent. */
function codesOf({ levels }: Awaited<ReturnType<typeof trace>>, level: number, at: number) {
  const codes: number[] = [];
  for (let [l, i] = [level, at]; l >= 0; l--) {
    const beam = levels[l]!.beams[i]!;
    codes.unshift(beam.code);
    i = beam.parent;
  }
  return codes;
}

test('the history as it was read, the truth, and every beam with its items', async () => {
  const found = await trace();
  expect([...found.history]).toEqual([3, 4, 11]);
  expect(found.target).toBe(12);
  const truth = sids.codes.map((codes) => codes[12]!);
  expect(found.levels.map(({ beams }) => beams.length)).toEqual([4, 4, 4]);
  for (const [level, { beams }] of found.levels.entries()) {
    for (const [i, beam] of beams.entries()) {
      const codes = codesOf(found, level, i);
      const rows = Array.from({ length: sids.rows }, (_, row) => row).filter((row) =>
        codes.every((code, l) => sids.codes[l]![row] === code),
      );
      expect(beam.items).toBe(rows.length);
      expect(beam.ofTruth).toBe(codes.join() === truth.slice(0, level + 1).join());
      const before = level === 0 ? 0 : found.levels[level - 1]!.beams[beam.parent]!.score;
      expect(beam.score - before).toBeCloseTo(beam.logProbability, 6);
    }
  }
});

test('log-probabilities are the oracle’s, of beams and of what was masked', async () => {
  const found = await trace();
  const last = found.levels.at(-1)!;
  const beams = last.beams.map((_, i) => codesOf(found, 2, i));
  const masked = last.bestOthers.map(({ parent, code }) => [...codesOf(found, 1, parent), code]);
  const scores = oracleScores(model, catalogue, alone, 1, [...beams, ...masked]);
  [...last.beams, ...last.bestOthers].forEach(({ score }, i) => {
    expect(score).toBeCloseTo(scores[i]!, 4);
  });
});

describe('what is masked', () => {
  test('is all that begins no SID, counted, the likeliest in order', async () => {
    const found = await trace();
    for (const [level, { children, others, bestOthers }] of found.levels.entries()) {
      const parents = level === 0 ? 1 : found.levels[level - 1]!.beams.length;
      expect(children + others).toBe(parents * LEVELS[level]!);
      expect(bestOthers).toHaveLength(Math.min(5, others));
      const scores = bestOthers.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const { parent, code } of bestOthers) {
        const prefix = level === 0 ? [] : codesOf(found, level - 1, parent);
        expect(nodeOf(trie, [...prefix, code])).toBe(NO_NODE);
      }
    }
  });

  test('without the trie it competes, and its beams have no item', async () => {
    const found = await trace({ constrained: false, beam: 1000 });
    const { beams, others } = found.levels.at(-1)!;
    expect(beams).toHaveLength(5 * 4 * 6);
    expect(beams.filter(({ items }) => items === 0)).toHaveLength(others);
  });
});

test('a beam of the whole catalogue ranks every item as the oracle does', async () => {
  const found = await trace({ beam: 1000 });
  const all = distinctSids(catalogue);
  const scores = oracleScores(model, catalogue, alone, 1, all);
  const order = all.toSorted((a, b) => scores[all.indexOf(b)]! - scores[all.indexOf(a)]!);
  const rows = order.flatMap((sid) =>
    Array.from({ length: sids.rows }, (_, row) => row).filter((row) =>
      sid.every((code, l) => sids.codes[l]![row] === code),
    ),
  );
  expect(found.ranking.map(({ row }) => row)).toEqual(rows);
  expect(found.rank).toBe(rows.indexOf(12));
});

test('a truth that was lost has no rank', async () => {
  const { levels, rank, ranking } = await trace({ beam: 1 });
  expect(ranking.length).toBeLessThan(sids.rows);
  expect(rank === null).toBe(!levels.at(-1)!.beams.some(({ ofTruth }) => ofTruth));
});

test('the validation item; users that hold nothing out are refused', async () => {
  expect(await trace({ part: 'validation' })).toMatchObject({ target: 11 });
  await expect(trace({ user: 0 })).rejects.toMatchObject({ code: 'HISTORY_TOO_SHORT' });
  await expect(trace({ user: 9 })).rejects.toMatchObject({ code: 'HISTORY_TOO_SHORT' });
});
