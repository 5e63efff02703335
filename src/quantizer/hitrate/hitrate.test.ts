import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32, wholeU32 } from '../../compute/numbers.fixture';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { prepareVectors } from '../vectors';
import { embeddingHitrate, HITRATE_KS } from './embedding-hitrate';
import { queryRuns } from './query-runs';
import { rankRelated } from './rank-related';
import { reconstructions } from './reconstructions';

const contextOf = (signal?: AbortSignal) => {
  const device = createCpuDevice();
  return { device, assign: assignRegister, pacer: new Pacer(device, signal) };
};

const cosine = (a: Float32Array, b: Float32Array) => {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

describe('rankRelated', () => {
  const [rows, dim] = [37, 8];
  const values = realF32(rows * dim, 1, 5);
  const vector = (row: number) => values.subarray(row * dim, (row + 1) * dim);
  const queries = wholeU32(60, rows, 6).sort();
  const related = wholeU32(60, rows, 7);

  it('ranks by cosine among all rows but the query', async () => {
    const ranks = await rankRelated(contextOf(), values, dim, { queries, related });
    queries.forEach((query, pair) => {
      const goal = cosine(vector(query), vector(related[pair]!));
      let better = 0;
      for (let row = 0; row < rows; row++) {
        if (row !== query && cosine(vector(query), vector(row)) > goal + 1e-9) better += 1;
      }
      if (query !== related[pair]) expect(ranks[pair]).toBe(better);
    });
  });

  it('stops when cancelled, and frees what it held', async () => {
    const context = contextOf();
    const signal = AbortSignal.abort();
    const work = rankRelated(context, values, dim, { queries, related }, { signal });
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});

it('query runs', () => {
  const runs = queryRuns(Uint32Array.of(2, 2, 5, 9, 9, 9));
  expect([...runs.rows]).toEqual([2, 5, 9]);
  expect([...runs.starts]).toEqual([0, 2, 3, 6]);
  expect([...runs.queryOf]).toEqual([0, 0, 1, 2, 2, 2]);
  expect([runs.largest(1), runs.largest(2), runs.largest(3)]).toEqual([3, 4, 6]);
});

describe('embeddingHitrate', () => {
  // Rows 0 and 1 point one way, 2 and 3 another; codewords keep only that.
  const vectors = Float32Array.of(1, 0.1, 1, -0.1, -0.1, 1, 0.1, 1);
  const prepare = () => prepareVectors(vectors, 2, { center: false, normalize: false });
  const level = (codes: number[]) => ({
    codebookSize: 2,
    codes: Uint32Array.from(codes),
    codebook: Float32Array.of(1, 0, 0, 1),
  });
  const pairs = { queries: Uint32Array.of(0, 2), related: Uint32Array.of(1, 3) };
  const measure = async (codes: number[], given = pairs) =>
    embeddingHitrate(
      contextOf(),
      { levels: [level(codes)], pairs: given },
      await prepare(),
      () => undefined,
    );

  it('sums codewords', () => {
    const both = [level([0, 1]), level([1, 1])];
    expect([...reconstructions(both, 2, 2)]).toEqual([1, 1, 0, 2]);
  });

  it('tells good codes from bad ones; raw vectors do not', async () => {
    const good = await measure([0, 0, 1, 1]);
    const bad = await measure([0, 1, 1, 0]);
    expect(good.raw).toEqual(bad.raw);
    expect(good.raw.map(({ k }) => k)).toEqual([...HITRATE_KS]);
    expect(good.raw[0]).toEqual({ k: 1, hits: 2, n: 2, hitrate: 1 });
    expect(good.reconstructed[0]!.hitrate).toBe(1);
    expect(bad.reconstructed[0]!.hitrate).toBe(0);
    expect(bad.reconstructed[1]!.hitrate).toBe(1);
  });
});
