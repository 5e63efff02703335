import { afterAll } from 'vitest';
import {
  realF32,
  untouchedF32,
  untouchedU32,
  wholeF32,
  wholeU32,
} from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { beamMerge, MAX_BEAM } from './beam-merge';
import { beamOutcome } from './beam-outcome';
import { beamResiduals } from './beam-residuals';
import { beamTrace } from './beam-trace';
import { placeRows } from './place-rows';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const ROWS = [0, 1, 63, 64, 65, 130];

/** Lists as nearest-codes leaves them: distances ascend, codes ascend where distances tie. */
function sortedLists(rows: number, beams: number, keep: number, codes: number) {
  const nearest = new Uint32Array(rows * beams * keep);
  const distance = new Float32Array(rows * beams * keep);
  // Few different distances: many ties, within a list and between lists.
  const drawn = wholeF32(rows * beams * codes, 3, beams + keep);
  for (let list = 0; list < rows * beams; list++) {
    const order = Array.from({ length: codes }, (_, code) => code)
      .map((code) => ({ code, d: drawn[list * codes + code]! + 3 }))
      .sort((a, b) => a.d - b.d || a.code - b.code);
    for (let slot = 0; slot < keep; slot++) {
      nearest[list * keep + slot] = order[slot]!.code;
      distance[list * keep + slot] = order[slot]!.d;
    }
  }
  return { nearest, distance };
}

agreesWithOracle(
  gpu,
  beamMerge,
  [
    ...ROWS.map((rows) => ({ rows, codes: 9, beamsIn: 3, keep: 4, beamsOut: 4 })),
    { rows: 70, codes: 1, beamsIn: 1, keep: 1, beamsOut: 1 },
    // K = 1: the beam cannot grow.
    { rows: 70, codes: 1, beamsIn: 5, keep: 1, beamsOut: 5 },
    // The beam is wider than K: every candidate is chosen.
    { rows: 70, codes: 3, beamsIn: 5, keep: 3, beamsOut: 15 },
    { rows: 70, codes: 20, beamsIn: MAX_BEAM, keep: MAX_BEAM, beamsOut: MAX_BEAM },
    { rows: 70, codes: 4, beamsIn: MAX_BEAM, keep: 1, beamsOut: 1 },
  ].map((params) => ({
    name: JSON.stringify(params),
    arrays: {
      ...sortedLists(params.rows, params.beamsIn, params.keep, params.codes),
      choice: untouchedU32(params.rows * params.beamsOut + 1),
    },
    calls: [params],
  })),
);

agreesWithOracle(
  gpu,
  beamResiduals,
  [
    ...ROWS.map((rows) => ({ rows, dim: 8, codes: 5, beamsIn: 3, beamsOut: 4 })),
    ...[4, 12, 64, 512].map((dim) => ({ rows: 9, dim, codes: 5, beamsIn: 2, beamsOut: 3 })),
    { rows: 65, dim: 8, codes: 1, beamsIn: 1, beamsOut: 1 },
    { rows: 65, dim: 8, codes: 7, beamsIn: MAX_BEAM, beamsOut: 1 },
    { rows: 65, dim: 8, codes: 7, beamsIn: 1, beamsOut: MAX_BEAM },
  ].map((params) => {
    const { rows, dim, codes, beamsIn, beamsOut } = params;
    return {
      name: JSON.stringify(params),
      arrays: {
        residual: realF32(rows * beamsIn * dim, 1, dim),
        codebook: realF32(codes * dim, 1, codes),
        choice: wholeU32(rows * beamsOut, beamsIn * codes, rows),
        next: untouchedF32(rows * beamsOut * dim + 4),
      },
      calls: [params],
    };
  }),
);

agreesWithOracle(
  gpu,
  beamOutcome,
  ROWS.flatMap((rows) =>
    [0, 7].map((rowBegin) => ({
      name: `${rows} rows from ${rowBegin} on`,
      arrays: {
        // Few different norms: all three outcomes occur.
        beamNorm2: wholeF32(rows, 1, 1),
        greedyNorm2: wholeF32(rows, 1, 2),
        outcome: untouchedU32(rowBegin + rows + 1),
        energy: untouchedF32(rowBegin + rows + 1),
        greedyEnergy: untouchedF32(rowBegin + rows + 1),
      },
      calls: [{ rows, rowBegin }],
    })),
  ),
);

agreesWithOracle(
  gpu,
  beamTrace,
  [
    ...ROWS.map((rows) => ({ rows, rowBegin: 5, codes: 9, beams: 4 })),
    { rows: 70, rowBegin: 0, codes: 1, beams: 1 },
    { rows: 70, rowBegin: 64, codes: 32_768, beams: MAX_BEAM },
  ].map((params) => {
    const { rows, rowBegin, codes, beams } = params;
    return {
      name: JSON.stringify(params),
      arrays: {
        choice: wholeU32(rows * beams, beams * codes, 1),
        greedyCode: wholeU32(rows, codes, 2),
        outcome: wholeU32(rowBegin + rows, 3, 3),
        slot: wholeU32(rows + 1, beams, 4),
        code: untouchedU32(rowBegin + rows + 1),
      },
      calls: [params],
    };
  }),
);

agreesWithOracle(
  gpu,
  placeRows,
  [
    ...ROWS.map((count) => ({ count, dim: 8, begin: 3 })),
    ...[4, 12, 512].map((dim) => ({ count: 9, dim, begin: 0 })),
  ].map((params) => ({
    name: JSON.stringify(params),
    arrays: {
      matrix: realF32(10 * params.dim, 1, 1),
      index: wholeU32(params.count, 10, 2),
      placed: untouchedF32((params.begin + params.count + 1) * params.dim),
    },
    calls: [params],
  })),
);
