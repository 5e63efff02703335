import { afterAll, describe, expect, it } from 'vitest';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import type { JobContext } from '../assign';
import { assignVariants } from '../assign-trial';
import { levelDistances, topCodes } from '../candidates';
import { clusters } from '../clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { Pacer } from '../pacer';
import { prepareVectors } from '../vectors';
import { contextOn, searchAll, wholeProblem } from './beam-search.fixture';
import { encodeBeam } from './encode-beam';
import { trainBeamRq } from './train-beam';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const config: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [16, 24, 9], iterations: 4 };
const ROWS = 400;
const DIM = 12;
/** Rounding may tip a near tie and send a row elsewhere, to an end hardly nearer. */
const ALMOST_ALL = 0.98;

const sameShare = (actual: ArrayLike<number>, expected: ArrayLike<number>) =>
  Array.from(expected).filter((value, i) => value === actual[i]).length / expected.length;

describe('beam encoding on the GPU and on the CPU device', () => {
  it('agrees exactly on whole numbers, ties included', async () => {
    const { vectors, codebooks } = wholeProblem(500, 16, [20, 70, 5]);
    for (const beam of [1, 5, 16]) {
      const encoding = await encodeBeam(contextOn(gpu), vectors, codebooks, { beam });
      expect(encoding).toMatchObject(searchAll(vectors, codebooks, beam));
    }
  });

  it('trains and encodes to the same energy', async () => {
    const preparation = { center: true, normalize: false };
    const vectors = await prepareVectors(clusters(ROWS, DIM, 40), DIM, preparation);
    const run = async (context: JobContext) => {
      const levels = await trainBeamRq(context, vectors, config, { beam: 4 });
      const books = levels.map(({ codewords }) => codewords);
      return { books, ...(await encodeBeam(context, vectors, books, { beam: 4 })) };
    };
    const cpu = await run(contextOn());
    const { energy } = await run(contextOn(gpu));
    expect(Math.abs(energy / cpu.energy - 1)).toBeLessThan(0.02);

    // With the same codebooks the codes agree as well, whatever assigns the greedy paths.
    for (const assign of assignVariants(gpu)) {
      const context = { device: gpu, assign, pacer: new Pacer(gpu) };
      const again = await encodeBeam(context, vectors, cpu.books, { beam: 4 });
      again.codes.forEach((codes, level) => {
        expect(sameShare(codes, cpu.codes[level]!), assign.name).toBeGreaterThan(ALMOST_ALL);
      });
      expect(again.energy).toBeLessThanOrEqual(again.greedyEnergy);
    }
    expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});

describe('candidates on the GPU and on the CPU device', () => {
  it('agree exactly on whole numbers', async () => {
    const { vectors, codebooks } = wholeProblem(300, 16, [20, 300]);
    const { codes } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 1 });
    const query = { vectors, codebooks, codes };
    for (const count of [1, 200]) {
      const found = await topCodes(contextOn(gpu), query, { count });
      expect(found).toEqual(await topCodes(contextOn(), query, { count }));
    }
    expect(await levelDistances(contextOn(gpu), query)).toEqual(
      await levelDistances(contextOn(), query),
    );
    expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});
