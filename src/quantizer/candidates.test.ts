import { describe, expect, it } from 'vitest';
import { contextOn, oneRowContext, wholeProblem } from './beam/beam-search.fixture';
import { encodeBeam } from './beam/encode-beam';
import { levelDistances, topCodes } from './candidates';
import type { Distance } from './config';
import type { LevelQuery } from './level-rows';

const ROWS = 40;
const DIM = 8;

async function encoded(sizes: readonly number[], distance?: Distance): Promise<LevelQuery> {
  const { vectors, codebooks } = wholeProblem(ROWS, DIM, sizes);
  const { codes } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 1 });
  return { vectors, codebooks, codes, distance };
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, d) => sum + value * b[d]!, 0);

/** Distances of a row's residual to every code of the last level, by definition. */
function distancesOf({ vectors, codebooks, codes, distance }: LevelQuery, row: number): number[] {
  const residual = [...(vectors.values as Float32Array).subarray(row * DIM, (row + 1) * DIM)];
  codebooks.slice(0, -1).forEach((codebook, level) => {
    for (let d = 0; d < DIM; d++) residual[d]! -= codebook[codes[level]![row]! * DIM + d]!;
  });
  const last = codebooks.at(-1)!;
  return Array.from({ length: last.length / DIM }, (_, k) => {
    const codeword = [...last.subarray(k * DIM, (k + 1) * DIM)];
    if (distance === 'cosine') {
      const norms = Math.sqrt(dot(residual, residual) * dot(codeword, codeword));
      return norms > 0 ? 1 - dot(residual, codeword) / norms : 1;
    }
    return residual.reduce((sum, value, d) => sum + (value - codeword[d]!) ** 2, 0);
  });
}

/** The other codes by distance; equal distances by code. */
function othersOf(query: LevelQuery, row: number, count: number) {
  const own = query.codes.at(-1)![row];
  return distancesOf(query, row)
    .map((d, code) => ({ d, code }))
    .filter(({ code }) => code !== own)
    .sort((a, b) => a.d - b.d || a.code - b.code)
    .slice(0, count);
}

const maxGap = (a: readonly number[], b: readonly number[]) =>
  Math.max(Math.abs(a.length - b.length), ...a.map((value, i) => Math.abs(value - b[i]!)));

const range = (rows: number) => Array.from({ length: rows }, (_, row) => row);

describe('the nearest other codes', () => {
  it.each([
    { sizes: [5, 70], count: 1 },
    { sizes: [5, 70], count: 20 },
    { sizes: [5, 4, 9], count: 200 },
    { sizes: [64], count: 63 },
  ])('of $sizes codes, $count', async ({ sizes, count }) => {
    const query = await encoded(sizes);
    const context = contextOn();
    const found = await topCodes(context, query, { count });
    expect(found.count).toBe(Math.min(count, sizes.at(-1)! - 1));
    const wanted = range(ROWS).flatMap((row) => othersOf(query, row, count));
    expect([...found.codes]).toEqual(wanted.map(({ code }) => code));
    expect([...found.distances]).toEqual(wanted.map(({ d }) => d));
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('by cosine, where the run assigns by it', async () => {
    const query = await encoded([5, 70], 'cosine');
    const found = await topCodes(contextOn(), query, { count: 20 });
    const close = (row: number) => [...found.distances.subarray(row * 20, (row + 1) * 20)];
    for (const row of range(ROWS)) {
      const wanted = othersOf(query, row, 20).map(({ d }) => d);
      const all = distancesOf(query, row);
      const chosen = [...found.codes.subarray(row * 20, (row + 1) * 20)];
      expect(maxGap(close(row), wanted)).toBeLessThan(1e-6);
      expect(
        maxGap(
          chosen.map((code) => all[code]!),
          wanted,
        ),
      ).toBeLessThan(1e-6);
      expect(chosen).not.toContain(query.codes[1]![row]);
    }
  });

  it('of chosen rows in their order, sliced, from a matrix on the device', async () => {
    const query = await encoded([5, 9]);
    const rows = Uint32Array.of(7, 3, 39, 3);
    const context = oneRowContext();
    const values = context.device.arena('test').tensor('rows', 'f32', ROWS * DIM);
    context.device.write(values, query.vectors.values as Float32Array);
    const onDevice = { ...query, rows, vectors: { rows: ROWS, dim: DIM, values } };
    const done: number[] = [];
    const onProgress = (count: number) => done.push(count);
    const found = await topCodes(context, onDevice, { count: 4, onProgress });
    const wanted = [...rows].flatMap((row) => othersOf(query, row, 4));
    expect([...found.codes]).toEqual(wanted.map(({ code }) => code));
    expect(done).toEqual([1, 2, 3, 4]);
    expect(await topCodes(contextOn(), { ...query, rows }, { count: 4 })).toEqual(found);
  });

  it('are none where K = 1, and none of no rows', async () => {
    expect(await topCodes(contextOn(), await encoded([5, 1]), { count: 3 })).toEqual({
      count: 0,
      codes: new Uint32Array(0),
      distances: new Float32Array(0),
    });
    const query = { ...(await encoded([5, 4])), rows: new Uint32Array(0) };
    expect((await topCodes(contextOn(), query, { count: 3 })).codes).toHaveLength(0);
  });

  it.each([0, 201, 1.5])('refuses to give %d', async (count) => {
    const query = await encoded([5]);
    await expect(topCodes(contextOn(), query, { count })).rejects.toThrow(RangeError);
  });
});

describe('the distances to all codes of a level', () => {
  it.each([[[5, 70]], [[64]], [[3, 3, 1]]])('of %j codes', async (sizes) => {
    const query = await encoded(sizes);
    const context = contextOn();
    const found = await levelDistances(context, query);
    expect([...found]).toEqual(range(ROWS).flatMap((row) => distancesOf(query, row)));
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('by cosine', async () => {
    const query = await encoded([5, 9], 'cosine');
    const found = await levelDistances(contextOn(), query);
    const wanted = range(ROWS).flatMap((row) => distancesOf(query, row));
    expect(maxGap([...found], wanted)).toBeLessThan(1e-6);
  });

  it('of chosen rows, sliced', async () => {
    const query = { ...(await encoded([5, 9])), rows: Uint32Array.of(30, 2) };
    const found = await levelDistances(oneRowContext(), query);
    expect([...found]).toEqual([30, 2].flatMap((row) => distancesOf(query, row)));
  });

  it('stop at the signal', async () => {
    const signal = AbortSignal.abort();
    const distances = levelDistances(contextOn(), await encoded([5]), { signal });
    await expect(distances).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
