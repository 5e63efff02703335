import { afterAll, describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { watchBuffers } from '../../compute/webgpu/live-buffers.fixture';
import { decode, type DecodeOptions } from './decode';
import {
  decodeAll,
  distinctSids,
  oracleScores,
  randomCatalogue,
  randomModel,
  samplesOf,
  stepOn,
} from './decode.fixture';

const buffers = watchBuffers();
const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const LEVELS = [12, 16, 20];
/** Logits agree within 1e-3; so do these sums of log-probabilities, and better. */
const TOLERANCE = 5e-4;
/** About the most that doubled beams of 1,000 hold in the end. */
const catalogue = randomCatalogue(4000, LEVELS);
/** Inputs of 2, 0, 1 and 5 items. */
const samples = samplesOf([1, 2, 3], [4], [7, 9], [3, 3, 30, 31, 12, 11]);

describe.each([
  {},
  { feedForward: 'gated-gelu', tieWordEmbeddings: false, dKv: 16, numHeads: 2 },
] as const)('decoding a T5 with %o on the GPU', (overrides) => {
  const model = randomModel(LEVELS, overrides);

  test('ranks a catalogue of 4,000 items as scoring every SID by the oracle does', async () => {
    const options: DecodeOptions = { beam: 1000, doubling: true, constrained: true };
    const users = await decodeAll(gpu, model, catalogue, samples, options);
    const sids = distinctSids(catalogue);
    for (const sample of [0, 1, 3]) {
      const beams = users[sample]!.levels.at(-1)!;
      expect(new Set(beams.map(({ codes }) => codes.join())).size).toBe(sids.length);
      const ranking = beams.map(({ codes }) => codes);
      const scores = oracleScores(model, catalogue, samples, sample, ranking);
      // Sums of three levels, whose logits are up to some tens; in order but for ties within it.
      const errors = beams.map(({ score }, i) => Math.abs(score - scores[i]!));
      expect(Math.max(...errors)).toBeLessThan(TOLERANCE);
      const rises = scores.slice(1).map((score, i) => score - scores[i]!);
      expect(Math.max(...rises)).toBeLessThan(TOLERANCE);
    }
  });

  test.each<DecodeOptions>([
    { beam: 1, doubling: false, constrained: true },
    { beam: 7, doubling: true, constrained: true },
    { beam: 40, doubling: false, constrained: false },
  ])('finds what the CPU device finds, twice the same: %o', async (options) => {
    const found = await decodeAll(gpu, model, catalogue, samples, options);
    expect(await decodeAll(gpu, model, catalogue, samples, options)).toEqual(found);
    const expected = await decodeAll(createCpuDevice(), model, catalogue, samples, options);
    for (const [sample, { levels }] of expected.entries()) {
      for (const [level, beams] of levels.entries()) {
        const own = found[sample]!.levels[level]!;
        expect(own.map(({ codes }) => codes)).toEqual(beams.map(({ codes }) => codes));
        own.forEach(({ score }, i) => {
          expect(score).toBeCloseTo(beams[i]!.score, 4);
        });
      }
    }
    expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});

test('all that the GPU holds at the peak, uniforms and readback too, is within 10 % of the plan', async () => {
  const options: DecodeOptions = { beam: 1000, doubling: true, constrained: true };
  const model = randomModel(LEVELS);
  // So many that the uniforms' buffer, which is always there, counts little.
  const users = samplesOf(...Array.from({ length: 24 }, (_, user) => [user, 2 * user + 1, 7]));
  buffers.reset();
  const plan = await decode(stepOn(gpu), model, catalogue, users, options, () => undefined);
  expect(buffers.peak() / plan.bytes).toBeGreaterThan(1);
  expect(buffers.peak() / plan.bytes).toBeLessThan(1.1);
});
