import { afterAll } from 'vitest';
import { realF32, untouchedU32, wholeF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { blockFarthest } from './block-farthest';
import { emaReset } from './ema-reset';
import { reviveCodes } from './revive-codes';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

/** Few distinct distances, so that ties abound; some zero. */
const tied = (rows: number) => wholeF32(rows, 3, rows).map((value) => Math.max(0, value));

const blocks = [
  [0, 4],
  [1, 1],
  [1, 64],
  [63, 64],
  [64, 64],
  [65, 64],
  [64, 1],
  [65, 1],
  [513, 7],
].map(([rows = 0, block = 1]) => ({ rows, block }));

agreesWithOracle(gpu, blockFarthest, [
  ...blocks.map(({ rows, block }) => ({
    name: `${rows} rows in blocks of ${block}, many ties`,
    arrays: { distortion: tied(rows), farthest: untouchedU32(Math.ceil(rows / block) + 1) },
    calls: [{ rows, block }],
  })),
  {
    name: 'all equal: the first row of each block',
    arrays: { distortion: new Float32Array(100).fill(2), farthest: untouchedU32(12) },
    calls: [{ rows: 100, block: 9 }],
  },
]);

interface Revival {
  readonly name: string;
  readonly distortion: Float32Array;
  readonly count: Uint32Array;
  readonly block: number;
  readonly limit: number;
  readonly dim?: number;
}

const dead = (codes: number, alive: readonly number[]) =>
  Uint32Array.from({ length: codes }, (_, k) => (alive.includes(k) ? 5 : 0));

const revivals: readonly Revival[] = [
  { name: 'none dead', distortion: tied(100), count: dead(2, [0, 1]), block: 10, limit: 2 },
  { name: 'all dead', distortion: tied(100), count: dead(9, []), block: 10, limit: 9 },
  { name: 'some dead', distortion: tied(100), count: dead(9, [1, 4, 8]), block: 10, limit: 9 },
  { name: 'limit 0', distortion: tied(100), count: dead(9, [1]), block: 10, limit: 0 },
  { name: 'limit below the dead', distortion: tied(100), count: dead(9, [1]), block: 10, limit: 3 },
  {
    name: 'limit equals the dead',
    distortion: tied(100),
    count: dead(9, [1]),
    block: 10,
    limit: 8,
  },
  {
    name: 'every row on a codeword',
    distortion: new Float32Array(50),
    count: dead(5, [0]),
    block: 7,
    limit: 5,
  },
  {
    name: 'more dead than rows at a distance',
    distortion: Float32Array.of(0, 3, 0, 3),
    count: dead(7, []),
    block: 2,
    limit: 7,
  },
  {
    name: 'all equal',
    distortion: new Float32Array(65).fill(1),
    count: dead(70, []),
    block: 8,
    limit: 70,
  },
  { name: 'one row', distortion: Float32Array.of(2), count: dead(3, [0]), block: 1, limit: 3 },
  { name: 'one block', distortion: tied(63), count: dead(20, [3]), block: 64, limit: 20 },
  { name: 'blocks of 1', distortion: tied(63), count: dead(20, [3]), block: 1, limit: 20 },
  {
    name: '100 dims',
    distortion: realF32(513, 1, 1).map(Math.abs),
    count: dead(64, [7]),
    block: 23,
    limit: 64,
    dim: 100,
  },
];

agreesWithOracle(
  gpu,
  reviveCodes,
  revivals.map(({ name, distortion, count, block, limit, dim = 3 }) => {
    const rows = distortion.length;
    const codes = count.length;
    const farthest = new Uint32Array(Math.ceil(rows / block));
    blockFarthest.oracle({ distortion, farthest }, { rows, block }, blockFarthest.overrides);
    return {
      name,
      arrays: {
        residual: realF32(rows * dim, 1, rows),
        count,
        distortion,
        farthest,
        codebook: realF32(codes * dim, 1, codes),
        revived: untouchedU32(limit + 2),
      },
      calls: [{ rows, codes, dim, block, limit }],
    };
  }),
);

agreesWithOracle(
  gpu,
  emaReset,
  [
    { moved: [], limit: 4, dim: 3 },
    { moved: [2], limit: 4, dim: 3 },
    { moved: [0, 3, 6], limit: 3, dim: 1 },
    { moved: [6, 1], limit: 64, dim: 1 },
    { moved: [6, 1], limit: 5, dim: 64 },
    { moved: [0, 1, 2, 3, 4, 5, 6], limit: 7, dim: 65 },
  ].map(({ moved, limit, dim }) => ({
    name: `${moved.length} of at most ${limit} codes moved, ${dim} dims`,
    arrays: {
      revived: Uint32Array.of(moved.length, ...moved, ...wholeU32(limit - moved.length, 7, 1)),
      codebook: realF32(7 * dim, 1, 1),
      size: realF32(7, 1, 2),
      total: realF32(7 * dim, 1, 3),
    },
    calls: [{ dim, limit }],
  })),
);
