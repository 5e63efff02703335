import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { blockSums } from './layout.fixture';
import { seedDistances } from './seed-distances';
import { seedPick } from './seed-pick';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const shapes = [
  ...[0, 1, 63, 64, 65, 255, 256, 257, 513].map((rows) => ({ rows, dim: 8 })),
  ...[4, 12, 16, 104, 128, 512].map((dim) => ({ rows: 70, dim })),
];

function distances(rows: number, dim: number, values: typeof wholeF32, scale: number) {
  return {
    name: `${rows} rows, ${dim} dims, values up to ${scale}`,
    arrays: {
      residual: values(rows * dim, scale, rows),
      codebook: values(4 * dim, scale, dim),
      // Below every distance: only a step 0 that takes no minimum replaces it.
      nearest: new Float32Array(rows + 1).fill(-1),
    },
    calls: [0, 1, 2, 3].map((step) => ({ rows, dim, step })),
  };
}

agreesWithOracle(gpu, seedDistances, [
  ...shapes.map(({ rows, dim }) => distances(rows, dim, wholeF32, 5)),
  ...[127, 128, 129].map((rows) => ({
    ...distances(rows, 8, wholeF32, 5),
    name: `${rows} rows in groups of 16 threads`,
    overrides: { GROUP: 16 },
  })),
  {
    ...distances(70, 8, wholeF32, 0),
    name: 'every row on the centre',
  },
]);

agreesWithOracle(
  gpu,
  seedDistances,
  [distances(300, 104, realF32, 1), distances(300, 40, realF32, 2 ** 40)],
  // At most 104 terms, each a rounded difference, squared, and added: 3 roundings a term.
  { nearest: { relative: 312 * 2 ** -24 } },
);

interface Draws {
  readonly name: string;
  readonly nearest: Float32Array;
  readonly block: number;
  readonly dim?: number;
}

const only = (rows: number, row: number) => {
  const nearest = new Float32Array(rows);
  nearest[row] = 3;
  return nearest;
};

/** Whole weights, so that both walks subtract without rounding. */
const draws: readonly Draws[] = [
  { name: 'one row', nearest: only(1, 0), block: 256 },
  { name: '1,000 rows, blocks of 64', nearest: wholeF32(1000, 9, 1).map(Math.abs), block: 64 },
  { name: '1,000 rows, blocks of 1', nearest: wholeF32(1000, 9, 2).map(Math.abs), block: 1 },
  { name: '100 rows, one block', nearest: wholeF32(100, 9, 3).map(Math.abs), block: 256 },
  { name: 'rows fill the blocks', nearest: wholeF32(512, 9, 4).map(Math.abs), block: 256 },
  { name: 'one row more than the blocks', nearest: wholeF32(513, 9, 5).map(Math.abs), block: 256 },
  { name: 'weight in the first row only', nearest: only(300, 0), block: 7 },
  { name: 'weight in the last row only', nearest: only(300, 299), block: 7 },
  { name: 'weight in one row of the middle', nearest: only(300, 133), block: 7 },
  { name: 'no weight anywhere', nearest: new Float32Array(300), block: 7 },
  { name: '130 dims', nearest: wholeF32(64, 9, 6).map(Math.abs), block: 8, dim: 130 },
  { name: '1 dim', nearest: wholeF32(64, 9, 7).map(Math.abs), block: 8, dim: 1 },
];

const STEPS = 200;

agreesWithOracle(
  gpu,
  seedPick,
  draws.map(({ name, nearest, block, dim = 2 }) => {
    const rows = nearest.length;
    const seeds = wholeU32(STEPS, 2 ** 32, rows);
    return {
      name: `${name}, ${STEPS} draws`,
      arrays: {
        // Row r holds r in every dim: a picked row shows by its number.
        matrix: Float32Array.from({ length: rows * dim }, (_, i) => Math.floor(i / dim)),
        nearest,
        partialSum: blockSums(nearest, block),
        codebook: untouchedF32((STEPS + 1) * dim),
      },
      calls: [...seeds].map((seed, step) => ({ rows, dim, block, step, seed })),
    };
  }),
);
