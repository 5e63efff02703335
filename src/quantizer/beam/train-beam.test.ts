import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Trainer } from '../trainer';
import { uploadCodebooks } from '../upload-codebooks';
import { prepareVectors } from '../vectors';
import { contextOn, oneRowContext, vectorsOf, wholeProblem } from './beam-search.fixture';
import { encodeBeam } from './encode-beam';
import { sampleBeamResiduals } from './sample-residuals';
import { trainBeamLevel, trainBeamRq, type BeamTrainProgress } from './train-beam';

const ROWS = 400;
const DIM = 8;
const config: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [8, 8, 8], iterations: 10 };
const shard = realF32(ROWS * DIM, 1, 5);
const preparation = { center: true, normalize: false };

describe('beam training', () => {
  it('fits the paths of the beam: a beam of one does worse with its codebooks', async () => {
    const vectors = await prepareVectors(shard, DIM, preparation);
    const context = contextOn();
    const levels = await trainBeamRq(context, vectors, config, { beam: 5 });
    const books = levels.map(({ codewords }) => codewords);
    const { energy } = await encodeBeam(context, vectors, books, { beam: 5 });
    const greedy = await encodeBeam(context, vectors, books, { beam: 1 });
    expect(energy).toBeLessThan(0.9 * greedy.energy);
    expect(greedy.energy).toBeLessThan(0.6 * vectors.energy);
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('trains level 1 as the trainer does, and the next on all beams', async () => {
    const vectors = await prepareVectors(shard, DIM, preparation);
    const greedy = await new Trainer(createCpuDevice(), assignRegister, shard, DIM).train(config);
    const levels = await trainBeamRq(contextOn(), vectors, config, { beam: 5 });
    expect(levels[0]?.codewords).toEqual(greedy.levels[0]?.codebook);
    expect(levels.map(({ trainingVectors }) => trainingVectors)).toEqual([ROWS, 2000, 2000]);
    for (const { history } of levels) {
      expect(history).toHaveLength(config.iterations);
      expect(history.at(-1)).toBeLessThan(history[0]!);
    }
  });

  it('takes no more than 256 vectors a code, or the rows', async () => {
    const vectors = vectorsOf(shard, DIM);
    const sizes = { ...config, codebookSizes: [4, 4, 1], iterations: 1 };
    const levels = await trainBeamRq(contextOn(), vectors, sizes, { beam: 5 });
    expect(levels.map(({ trainingVectors }) => trainingVectors)).toEqual([ROWS, 1024, ROWS]);
  });

  it('depends on the seed alone: not on slices, nor on training level by level', async () => {
    const vectors = vectorsOf(shard, DIM);
    const small = { ...config, codebookSizes: [4, 4], iterations: 3 };
    const levels = await trainBeamRq(contextOn(), vectors, small, { beam: 3 });
    const first = await trainBeamLevel(oneRowContext(), vectors, small, [], { beam: 3 });
    const before = [first.codewords];
    const second = await trainBeamLevel(oneRowContext(), vectors, small, before, { beam: 3 });
    expect([first, second]).toEqual(levels);
  });

  it('reports every iteration, and stops at the signal', async () => {
    const controller = new AbortController();
    const context = contextOn();
    const seen: BeamTrainProgress[] = [];
    const training = trainBeamRq(context, vectorsOf(shard, DIM), config, {
      beam: 2,
      signal: controller.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (progress.level === 2 && progress.iteration === 3) controller.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen.slice(0, 3).map(({ phase }) => phase)).toEqual([
      'Searching',
      'Seeding',
      'Assigning',
    ]);
    expect(seen.filter(({ level }) => level === 1)).toHaveLength(3 + config.iterations);
    expect(seen.at(-1)).toMatchObject({ level: 2, levels: 3, iteration: 3, iterations: 10 });
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});

describe('a sample of beam residuals', () => {
  const sampled = async (limit: number, sliced = false) => {
    const context = sliced ? oneRowContext() : contextOn();
    const arena = context.device.arena('test');
    const { vectors, codebooks } = wholeProblem(50, DIM, [3, 3]);
    const books = await uploadCodebooks(context, arena, codebooks, DIM);
    const options = { beam: 4, limit, seed: 3 };
    const matrix = await sampleBeamResiduals(context, arena, vectors, books, options);
    const values = await context.device.read(matrix.values);
    return Array.from({ length: matrix.rows }, (_, row) =>
      values.subarray(row * DIM, (row + 1) * DIM).join(),
    );
  };

  it('holds all of them if they are few', async () => {
    expect(await sampled(1000)).toHaveLength(50 * 4);
  });

  it('is some of them in order if they are many, however it was sliced', async () => {
    const all = await sampled(1000);
    const some = await sampled(70);
    expect(some).toHaveLength(70);
    let at = 0;
    for (const residual of some) {
      at = all.indexOf(residual, at) + 1;
      expect(at).toBeGreaterThan(0);
    }
    expect(await sampled(70, true)).toEqual(some);
  });
});
