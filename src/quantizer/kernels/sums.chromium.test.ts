import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { sortedByCode } from './layout.fixture';
import { mergeParts } from './merge-parts';
import { sumBlocks } from './sum-blocks';
import { sumByCode } from './sum-by-code';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const sums = [
  { rows: 0, codes: 3, dim: 2, parts: 2 },
  { rows: 1, codes: 1, dim: 1, parts: 1 },
  { rows: 1, codes: 7, dim: 2, parts: 8 },
  { rows: 64, codes: 7, dim: 3, parts: 1 },
  { rows: 65, codes: 7, dim: 3, parts: 3 },
  { rows: 513, codes: 64, dim: 7, parts: 4 },
  { rows: 513, codes: 1, dim: 100, parts: 8 },
  { rows: 100, codes: 300, dim: 8, parts: 2 },
  { rows: 129, codes: 5, dim: 513, parts: 16 },
].flatMap(({ rows, codes, dim, parts }) =>
  [wholeF32, realF32].map((values) => {
    const code = wholeU32(rows, codes, rows);
    const { order, begin } = sortedByCode(code, codes, 16);
    const kind = values === wholeF32 ? 'whole' : 'real';
    return {
      name: `${rows} rows, ${codes} codes, ${dim} dims, ${parts} parts, ${kind} numbers`,
      exact: values === wholeF32,
      arrays: {
        residual: values(rows * dim, 9, dim),
        order,
        begin,
        partialSum: untouchedF32(parts * codes * dim + 1),
      },
      calls: [{ codes, dim, parts }],
    };
  }),
);

agreesWithOracle(
  gpu,
  sumByCode,
  sums.filter(({ exact }) => exact),
);
agreesWithOracle(
  gpu,
  sumByCode,
  sums.filter(({ exact }) => !exact),
  // Up to 65 values of up to 9 in a run: 65 roundings of sums below 9 * 65.
  { partialSum: { relative: 0, absolute: 65 * 9 * 65 * 2 ** -24 } },
);

const cells = [1, 63, 64, 65, 1000];

agreesWithOracle(gpu, mergeParts, [
  ...cells.flatMap((count) =>
    [0, 1, 2, 9].map((parts) => ({
      name: `${count} cells of ${parts} parts`,
      arrays: {
        partialSum: wholeF32(count * parts, 1000, count),
        sum: untouchedF32(count + 1),
      },
      calls: [{ cells: count, parts }],
    })),
  ),
  ...[65_535, 65_536].map((count) => ({
    name: `${count} cells in groups of one thread`,
    arrays: { partialSum: wholeF32(2 * count, 1000, count), sum: untouchedF32(count + 1) },
    calls: [{ cells: count, parts: 2 }],
    overrides: { GROUP: 1 },
  })),
]);

agreesWithOracle(
  gpu,
  sumBlocks,
  [
    [0, 4],
    [1, 1],
    [1, 256],
    [255, 256],
    [256, 256],
    [257, 256],
    [64, 1],
    [65, 1],
    [513, 7],
  ].map(([rows = 0, block = 1]) => ({
    name: `${rows} whole numbers in blocks of ${block}`,
    arrays: {
      value: wholeF32(rows, 1000, rows),
      partialSum: untouchedF32(Math.ceil(rows / block) + 1),
    },
    calls: [{ rows, block }],
  })),
);

agreesWithOracle(
  gpu,
  sumBlocks,
  [
    {
      name: '1,000 positive numbers in blocks of 256',
      arrays: {
        value: realF32(1000, 1, 3).map(Math.abs),
        partialSum: untouchedF32(5),
      },
      calls: [{ rows: 1000, block: 256 }],
    },
  ],
  { partialSum: { relative: 256 * 2 ** -24 } },
);
