import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { alternativeCodes } from './alternatives';
import { contextOn, oneRowContext, wholeProblem } from './beam/beam-search.fixture';
import { encodeBeam } from './beam/encode-beam';
import { DEFAULT_CONFIG, type Distance } from './config';
import { alternativesNpz, checkAlternatives, NO_CODE } from './export-alternatives';
import type { LevelResult } from './results';

const ROWS = 30;
const DIM = 8;

async function problem(sizes: readonly number[], distance: Distance = 'l2') {
  const { vectors, codebooks } = wholeProblem(ROWS, DIM, sizes);
  const { codes } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 1 });
  const levels = sizes.map((codebookSize, l) => ({
    ...{ codebookSize, codes: codes[l]!, codebook: codebooks[l]! },
  })) as unknown as LevelResult[];
  const config = { ...DEFAULT_CONFIG, distance };
  return { vectors, request: { config, levels, learned: null } };
}

type Problem = Awaited<ReturnType<typeof problem>>;

/** By brute force: all other codes of a row at a level by distance, then by code. */
function othersOf({ vectors, request: { config, levels } }: Problem, row: number, level: number) {
  const residual = [...vectors.values.subarray(row * DIM, (row + 1) * DIM)];
  const codeword = (l: number, code: number) => [
    ...levels[l]!.codebook.subarray(code * DIM, (code + 1) * DIM),
  ];
  for (let l = 0; l < level; l++) {
    codeword(l, levels[l]!.codes[row]!).forEach((value, d) => (residual[d]! -= value));
  }
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, d) => sum + value * b[d]!, 0);
  const distanceTo = (to: readonly number[]) => {
    if (config.distance === 'l2') return residual.reduce((sum, v, d) => sum + (v - to[d]!) ** 2, 0);
    const norms = Math.sqrt(dot(residual, residual) * dot(to, to));
    return norms > 0 ? 1 - dot(residual, to) / norms : 1;
  };
  return Array.from({ length: levels[level]!.codebookSize }, (_, code) => code)
    .filter((code) => code !== levels[level]!.codes[row])
    .map((code) => ({ code, distance: distanceTo(codeword(level, code)) }))
    .sort((a, b) => a.distance - b.distance || a.code - b.code);
}

describe('alternatives', () => {
  test.each([
    { sizes: [5, 70, 9], count: 1 },
    { sizes: [5, 9], count: 4 },
    { sizes: [5, 1, 9], count: 7 },
    { sizes: [64], count: 63 },
  ])('$count of $sizes codes are the nearest others', async ({ sizes, count }) => {
    const given = await problem(sizes);
    const context = contextOn();
    const found = await alternativeCodes(context, { ...given.request, count }, given.vectors);
    const wanted = Array.from({ length: ROWS }, (_, row) =>
      sizes.map((_, level) => {
        const others = othersOf(given, row, level).slice(0, count);
        const missing = count - others.length;
        const none = Array.from({ length: missing }, () => ({ code: NO_CODE, distance: Infinity }));
        return [...others, ...none];
      }),
    ).flat(2);
    expect([...found.codes]).toEqual(wanted.map(({ code }) => code));
    expect([...found.distances]).toEqual(wanted.map(({ distance }) => distance));
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
    const sliced = await alternativeCodes(
      oneRowContext(),
      { ...given.request, count },
      given.vectors,
    );
    expect(sliced).toEqual(found);
  });

  test('by cosine, where the run assigns by it', async () => {
    const given = await problem([5, 9], 'cosine');
    const count = 3;
    const { distances } = await alternativeCodes(
      contextOn(),
      { ...given.request, count },
      given.vectors,
    );
    for (let row = 0; row < ROWS; row++) {
      for (const level of [0, 1]) {
        const at = (row * 2 + level) * count;
        othersOf(given, row, level)
          .slice(0, count)
          .forEach(({ distance }, i) => expect(distances[at + i]).toBeCloseTo(distance, 5));
      }
    }
  });

  test('stop at the signal', async () => {
    const { request, vectors } = await problem([5]);
    const signal = AbortSignal.abort();
    const stopped = alternativeCodes(contextOn(), { ...request, count: 2 }, vectors, { signal });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  test('what would not fit is refused with what would', () => {
    expect(() => checkAlternatives(2 ** 20, 4, 16)).not.toThrow();
    expect(() => checkAlternatives(2 ** 20, 4, 17)).toThrow(
      expect.objectContaining({
        code: 'ALTERNATIVES_MEMORY',
        hint: 'Ask for at most 16, or use fewer rows.',
      }) as Error,
    );
    expect(() => checkAlternatives(2 ** 27, 1, 1)).toThrow(
      expect.objectContaining({ hint: 'Use fewer rows.' }) as Error,
    );
  });

  test('alternatives.npz', async () => {
    const { request, vectors } = await problem([5, 9]);
    const found = await alternativeCodes(contextOn(), { ...request, count: 3 }, vectors);
    const members = unzipSync(alternativesNpz(found));
    const text = (name: string) => new TextDecoder('latin1').decode(members[name]);
    expect(text('codes.npy')).toContain(`'<i4', 'fortran_order': False, 'shape': (${ROWS}, 2, 3)`);
    expect(text('distances.npy')).toContain(
      `'<f4', 'fortran_order': False, 'shape': (${ROWS}, 2, 3)`,
    );
  });
});
