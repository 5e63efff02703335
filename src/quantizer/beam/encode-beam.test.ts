import { describe, expect, it } from 'vitest';
import { realF32 } from '../../compute/numbers.fixture';
import { assignRows, createAssignment } from '../assign';
import { createCodebook } from '../codebook';
import { stepResidual } from '../train-level';
import {
  contextOn,
  oneRowContext,
  searchAll,
  vectorsOf,
  wholeProblem,
} from './beam-search.fixture';
import { encodeBeam } from './encode-beam';

const ROWS = 60;
const DIM = 8;

/** Widths below, at and above K and K * K; codebooks of one code and of different sizes. */
const PROBLEMS = [
  ...[2, 3, 5, 16].map((beam) => ({ sizes: [6, 6, 6], beam })),
  { sizes: [4, 4], beam: 16 },
  { sizes: [2, 3, 2, 2], beam: 16 },
  { sizes: [1, 1], beam: 5 },
  { sizes: [1, 9], beam: 4 },
  { sizes: [70, 3], beam: 4 },
  { sizes: [5], beam: 3 },
];

describe('beam encoding', () => {
  it.each(PROBLEMS)(
    'of $sizes codes with $beam beams is the search by definition',
    async (given) => {
      const { vectors, codebooks } = wholeProblem(ROWS, DIM, given.sizes);
      const context = contextOn();
      const encoding = await encodeBeam(context, vectors, codebooks, { beam: given.beam });
      expect(encoding).toMatchObject(searchAll(vectors, codebooks, given.beam));
      expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
    },
  );

  it('with beams for all paths finds the optimum', async () => {
    const vectors = vectorsOf(realF32(ROWS * DIM, 2, 1), DIM);
    const codebooks = [realF32(4 * DIM, 1, 2), realF32(4 * DIM, 1, 3)];
    const { rowEnergy, codes } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 16 });
    for (let row = 0; row < ROWS; row++) {
      const energies = Array.from({ length: 16 }, (_, path) => {
        let sum = 0;
        for (let d = 0; d < DIM; d++) {
          const first = codebooks[0]![(path >> 2) * DIM + d]!;
          const second = codebooks[1]![(path & 3) * DIM + d]!;
          sum += (vectors.values[row * DIM + d]! - first - second) ** 2;
        }
        return sum;
      });
      const best = Math.min(...energies);
      expect(codes[0]![row]! * 4 + codes[1]![row]!).toBe(energies.indexOf(best));
      expect(rowEnergy[row]).toBeCloseTo(best, 4);
    }
  });

  it('is never worse than greedy, and says how many rows the beam would have made worse', async () => {
    const { vectors, codebooks } = wholeProblem(2000, DIM, [6, 6, 6, 6]);
    const greedy = await encodeBeam(contextOn(), vectors, codebooks, { beam: 1 });
    const beam = await encodeBeam(contextOn(), vectors, codebooks, { beam: 2 });
    expect(beam.greedyRows).toBeGreaterThan(0);
    expect(beam.improvedRows).toBeGreaterThan(beam.greedyRows);
    expect(beam.greedyEnergy).toBe(greedy.energy);
    expect(beam.energy).toBeLessThan(greedy.energy);
    expect(beam.rowEnergy.filter((energy, row) => energy > greedy.rowEnergy[row]!)).toEqual(
      new Float32Array(0),
    );
  });

  it('sums the energies of its rows', async () => {
    const { vectors, codebooks } = wholeProblem(ROWS, DIM, [6, 6]);
    const { energy, rowEnergy } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 3 });
    expect(energy).toBe(rowEnergy.reduce((sum, value) => sum + value, 0));
  });

  it('with one beam is greedy assignment', async () => {
    const vectors = vectorsOf(realF32(ROWS * DIM, 2, 1), DIM);
    const codebooks = [realF32(9 * DIM, 1, 2), realF32(70 * DIM, 1, 3)];
    const context = contextOn();
    const encoding = await encodeBeam(context, vectors, codebooks, { beam: 1 });
    expect(encoding).toMatchObject({ improvedRows: 0, greedyRows: 0 });
    expect(encoding.greedyEnergy).toBe(encoding.energy);

    const { device } = context;
    const arena = device.arena('test');
    const matrix = { rows: ROWS, dim: DIM, values: arena.tensor('rows', 'f32', ROWS * DIM) };
    device.write(matrix.values, vectors.values);
    for (const [level, codewords] of codebooks.entries()) {
      const codebook = createCodebook(arena, codewords.length / DIM, DIM, 'l2');
      const assignment = createAssignment(arena, ROWS);
      device.write(codebook.codewords, codewords);
      await assignRows(context, matrix, codebook, assignment);
      await stepResidual(context, matrix, codebook, assignment.code);
      expect(encoding.codes[level]).toEqual(await device.read(assignment.code));
    }
  });

  it('does not depend on where the rows are, nor on how they are sliced', async () => {
    const { vectors, codebooks } = wholeProblem(ROWS, DIM, [6, 6, 6]);
    const whole = await encodeBeam(contextOn(), vectors, codebooks, { beam: 4 });
    const done: number[] = [];
    const onProgress = (rows: number) => done.push(rows);
    const options = { beam: 4, onProgress };
    expect(await encodeBeam(oneRowContext(), vectors, codebooks, options)).toEqual(whole);
    expect(done).toEqual(Array.from({ length: ROWS }, (_, row) => row + 1));

    const context = oneRowContext();
    const values = context.device.arena('test').tensor('rows', 'f32', ROWS * DIM);
    context.device.write(values, vectors.values);
    const matrix = { rows: ROWS, dim: DIM, values };
    expect(await encodeBeam(context, matrix, codebooks, { beam: 4 })).toEqual(whole);
  });

  it('encodes no rows', async () => {
    const { vectors, codebooks } = wholeProblem(0, DIM, [6, 6]);
    const { codes, energy } = await encodeBeam(contextOn(), vectors, codebooks, { beam: 4 });
    expect(codes).toEqual([new Uint32Array(0), new Uint32Array(0)]);
    expect(energy).toBe(0);
  });

  it('stops at the signal and leaves nothing behind', async () => {
    const { vectors, codebooks } = wholeProblem(ROWS, DIM, [6, 6]);
    const controller = new AbortController();
    const context = oneRowContext();
    const encoding = encodeBeam(context, vectors, codebooks, {
      beam: 4,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(encoding).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(context.device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it.each([0, 17, 2.5])('refuses a beam of %d', async (beam) => {
    const { vectors, codebooks } = wholeProblem(1, DIM, [2]);
    await expect(encodeBeam(contextOn(), vectors, codebooks, { beam })).rejects.toThrow(RangeError);
  });
});
