import { afterAll, describe, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignVariants } from '../assign-trial';
import { levelDistances, topCodes } from '../candidates';
import { clusters } from '../clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { Trainer } from '../trainer';
import { pad, prepareVectors } from '../vectors';
import { contextOn, searchAll, wholeProblem } from './beam-search.fixture';
import { encodeBeam } from './encode-beam';

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
    const shard = clusters(ROWS, DIM, 40);
    const vectors = await prepareVectors(shard, DIM, { center: true, normalize: false });
    const run = async (device: Device) => {
      const trainer = new Trainer(device, assignRegister, shard, DIM);
      const { levels } = await trainer.train({ ...config, beam: 4, trainBeam: 4 });
      return levels.map(({ codebook }) => pad(codebook, DIM, vectors.dimPadded));
    };
    const books = await run(createCpuDevice());
    const cpu = await encodeBeam(contextOn(), vectors, books, { beam: 4 });
    const onGpu = await encodeBeam(contextOn(gpu), vectors, await run(gpu), { beam: 4 });
    expect(Math.abs(onGpu.energy / cpu.energy - 1)).toBeLessThan(0.02);

    // With the same codebooks the codes agree as well, whatever assigns the greedy paths.
    for (const assign of assignVariants(gpu)) {
      const context = { device: gpu, assign, pacer: new Pacer(gpu) };
      const again = await encodeBeam(context, vectors, books, { beam: 4 });
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
