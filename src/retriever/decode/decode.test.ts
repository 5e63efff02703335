import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { watchMemory } from '../../compute/peak-memory.fixture';
import { nodeOf, NO_NODE } from '../../sid/trie';
import type { T5Config } from '../t5/config';
import { beamWidths } from './beam-plan';
import { decode, type DecodedUser, type DecodeOptions } from './decode';
import {
  decodeAll,
  distinctSids,
  oracleScores,
  randomCatalogue,
  randomModel,
  samplesOf,
  stepOn,
} from './decode.fixture';
import { planDecode } from './plan-decode';

const LEVELS = [5, 4, 6];
const catalogue = randomCatalogue(40, LEVELS);
/** Inputs of 2, 0, 1 and 5 items. */
const samples = samplesOf([1, 2, 3], [4], [7, 9], [3, 3, 30, 31, 12, 11]);
const DEFAULT: DecodeOptions = { beam: 3, doubling: false, constrained: true };

const last = ({ levels }: DecodedUser) => levels.at(-1)!;
const sidsOf = (user: DecodedUser) => last(user).map(({ codes }) => codes);

describe.each<Partial<T5Config>>([
  {},
  { feedForward: 'gated-gelu', tieWordEmbeddings: false, dKv: 4, numHeads: 2 },
  {
    numLayers: 1,
    numDecoderLayers: 3,
    relativeAttentionBuckets: 6,
    relativeAttentionMaxDistance: 9,
  },
])('a T5 with %o', (overrides) => {
  const model = randomModel(LEVELS, overrides);

  test('a beam as wide as the catalogue ranks as scoring every SID by the oracle does', async () => {
    const sids = distinctSids(catalogue);
    const options = { ...DEFAULT, beam: 100 };
    const users = await decodeAll(createCpuDevice(), model, catalogue, samples, options);
    expect(users).toHaveLength(4);
    for (const [sample, user] of users.entries()) {
      const scores = oracleScores(model, catalogue, samples, sample, sids);
      const expected = sids
        .map((codes, i) => ({ codes, score: scores[i]! }))
        .sort((a, b) => b.score - a.score);
      expect(sidsOf(user)).toEqual(expected.map(({ codes }) => codes));
      last(user).forEach(({ score }, i) => {
        expect(score).toBeCloseTo(expected[i]!.score, 4);
      });
    }
  });
});

const model = randomModel(LEVELS);

test('greedy takes the best child at every level', async () => {
  const options = { ...DEFAULT, beam: 1 };
  const users = await decodeAll(createCpuDevice(), model, catalogue, samples, options);
  const sids = distinctSids(catalogue);
  for (const [sample, user] of users.entries()) {
    let prefix: number[] = [];
    for (const level of LEVELS.keys()) {
      const children = [
        ...new Set(
          sids.filter((sid) => prefix.every((c, l) => sid[l] === c)).map((sid) => sid[level]!),
        ),
      ].map((code) => [...prefix, code]);
      const scores = oracleScores(model, catalogue, samples, sample, children);
      prefix = children[scores.indexOf(Math.max(...scores))]!;
    }
    expect(sidsOf(user)).toEqual([prefix]);
    expect(user.levels.map((beams) => beams.length)).toEqual([1, 1, 1]);
  }
});

test('with the trie every prefix is one of the catalogue; without it, of all codes', async () => {
  const run = (constrained: boolean) =>
    decodeAll(createCpuDevice(), model, catalogue, samples, { ...DEFAULT, beam: 9, constrained });
  const isKnown = (codes: readonly number[]) => nodeOf(catalogue.trie, codes) !== NO_NODE;
  for (const { levels } of await run(true)) {
    expect(levels.flat().every(({ codes }) => isKnown(codes))).toBe(true);
    expect(new Set(levels.at(-1)!.map(({ codes }) => codes.join())).size).toBe(9);
  }
  const free = await run(false);
  const all = free.flatMap(sidsOf);
  expect(all).toHaveLength(4 * 9);
  expect(all.filter((sid) => !isKnown(sid)).length).toBeGreaterThan(0);
});

test('free decoding with a beam of all sequences ranks as the oracle does', async () => {
  const small = randomModel([3, 2]);
  const pair = randomCatalogue(3, [3, 2]);
  const options = { beam: 50, doubling: false, constrained: false };
  const [user] = await decodeAll(createCpuDevice(), small, pair, samplesOf([0, 1, 2]), options);
  const all = [0, 1, 2].flatMap((a) => [0, 1].map((b) => [a, b]));
  const scores = oracleScores(small, pair, samplesOf([0, 1, 2]), 0, all);
  const best = all.toSorted((a, b) => scores[all.indexOf(b)]! - scores[all.indexOf(a)]!);
  expect(sidsOf(user!)).toEqual(best);
  // Every sequence is there, so their probabilities sum to one.
  const sum = last(user!).reduce((total, { score }) => total + Math.exp(score), 0);
  expect(sum).toBeCloseTo(1, 5);
});

test('a level’s beams are in order, and every parent is a beam of the level before', async () => {
  const users = await decodeAll(createCpuDevice(), model, catalogue, samples, DEFAULT);
  for (const { levels } of users) {
    for (const [level, beams] of levels.entries()) {
      const scores = beams.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const before = level === 0 ? [''] : levels[level - 1]!.map(({ codes }) => codes.join());
      for (const { codes } of beams) expect(before).toContain(codes.slice(0, level).join());
    }
  }
});

test('how users are cut into blocks, and who is beside them, changes nothing', async () => {
  const device = createCpuDevice();
  const together = await decodeAll(device, model, catalogue, samples, DEFAULT);
  const alone = await decodeAll(device, model, catalogue, samplesOf([1, 2, 3]), DEFAULT);
  expect(sidsOf(alone[0]!)).toEqual(sidsOf(together[0]!));
  last(alone[0]!).forEach(({ score }, i) => {
    expect(score).toBeCloseTo(last(together[0]!)[i]!.score, 5);
  });
  expect(await decodeAll(device, model, catalogue, samples, DEFAULT)).toEqual(together);
});

test('nobody to decode for', async () => {
  expect(await decodeAll(createCpuDevice(), model, catalogue, samplesOf(), DEFAULT)).toEqual([]);
});

test.each([
  [{ beam: 2, doubling: false, constrained: false }, [2, 2, 2]],
  [{ beam: 2, doubling: true, constrained: false }, [2, 4, 8]],
  [{ beam: 1000, doubling: false, constrained: false }, [5, 20, 120]],
  [{ beam: 1000, doubling: true, constrained: true }, [5, 17, 34]],
])('beams after every level of %o', (options, widths) => {
  expect(beamWidths(LEVELS, catalogue.trie, options)).toEqual(widths);
});

test.each([0, 1.5, 1001])('a beam of %d is refused', (beam) => {
  expect(() => beamWidths(LEVELS, catalogue.trie, { ...DEFAULT, beam })).toThrow(
    expect.objectContaining({ code: 'RETRIEVER_BEAM' }),
  );
});

test.each([
  ['another number of levels', randomCatalogue(5, [5, 4])],
  ['codes without a token', randomCatalogue(40, [5, 9, 6])],
])('%s is refused', async (_name, other) => {
  await expect(
    decodeAll(createCpuDevice(), model, other, samplesOf([0, 1]), DEFAULT),
  ).rejects.toMatchObject({ code: 'RETRIEVER_SHAPE' });
});

test('the plan is what the device holds; progress and cancel arrive', async () => {
  const device = createCpuDevice();
  const { watched, peak } = watchMemory(device);
  const run = stepOn(watched);
  const told: number[][] = [];
  const onProgress = (...step: number[]) => told.push(step);
  const ignore = () => undefined;
  const plan = await decode(run, model, catalogue, samples, { ...DEFAULT, onProgress }, ignore);
  expect(peak()).toBe(plan.bytes);
  expect(told).toEqual([[4, 4]]);
  const options = { ...DEFAULT, signal: AbortSignal.abort() };
  await expect(
    decode(stepOn(device), model, catalogue, samples, options, ignore),
  ).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(device.memory.bytes).toBe(0);
});

test.for([true, false])('blocks stay small, and what one user needs must be bound', (software) => {
  const users = { users: 100_000, longest: 61, trie: [] };
  const wide = randomModel([256, 256, 256]);
  const plan = planDecode({ software, limits: {} }, wide, [50, 50, 50], users);
  expect(plan.usersPerBlock).toBeLessThan(users.users);
  expect(plan.largestBytes).toBeLessThanOrEqual(32 * 2 ** 20);
  const limits = { maxStorageBufferBindingSize: 1 << 20 };
  expect(() => planDecode({ software, limits }, wide, [50, 1000, 1000], users)).toThrow(
    expect.objectContaining({ code: 'RETRIEVER_MEMORY' }),
  );
});
