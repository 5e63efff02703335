import { afterAll, describe, expect, test } from 'vitest';
import { untouchedU32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle, runOn } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { codeHistogram } from './code-histogram';
import { countCodes } from './count-codes';
import { sortedByCode } from './layout.fixture';
import { scanBlocks } from './scan-blocks';
import { scanCodes } from './scan-codes';
import { scatterRows } from './scatter-rows';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

interface Shape {
  readonly rows: number;
  readonly codes: number;
  readonly block: number;
  /** Codes that rows really take; the rest stay without rows. */
  readonly inUse?: number;
}

const shapes: readonly Shape[] = [
  { rows: 0, codes: 3, block: 4 },
  { rows: 1, codes: 1, block: 1 },
  { rows: 1, codes: 7, block: 64 },
  { rows: 63, codes: 7, block: 64 },
  { rows: 64, codes: 7, block: 64 },
  { rows: 65, codes: 7, block: 64 },
  { rows: 100, codes: 1, block: 7 },
  { rows: 100, codes: 300, block: 9, inUse: 2 },
  { rows: 64, codes: 63, block: 1 },
  { rows: 65, codes: 64, block: 1 },
  { rows: 513, codes: 65, block: 7 },
  { rows: 513, codes: 8, block: 1000 },
];

const inputs = shapes.map((shape) => {
  const { rows, codes, block, inUse = codes } = shape;
  const code = wholeU32(rows, inUse, rows + codes);
  return {
    name: `${rows} rows, ${inUse} of ${codes} codes, blocks of ${block}`,
    shape: { rows, codes, block },
    code,
    ...sortedByCode(code, codes, block),
  };
});

agreesWithOracle(
  gpu,
  countCodes,
  inputs.map(({ name, shape, code, counted }) => ({
    name,
    arrays: { code, table: new Uint32Array(counted.length) },
    calls: [shape],
  })),
);

agreesWithOracle(
  gpu,
  scanBlocks,
  inputs.map(({ name, shape, counted, blocks }) => ({
    name,
    arrays: { table: counted, count: untouchedU32(shape.codes) },
    calls: [{ blocks, codes: shape.codes }],
  })),
);

agreesWithOracle(
  gpu,
  scanCodes,
  inputs.map(({ name, shape, count }) => ({
    name,
    arrays: { count, begin: untouchedU32(shape.codes + 2) },
    calls: [{ codes: shape.codes }],
  })),
);

agreesWithOracle(
  gpu,
  scatterRows,
  inputs.map(({ name, shape, code, begin, scanned }) => ({
    name,
    arrays: { code, begin, table: scanned, order: untouchedU32(shape.rows + 1) },
    calls: [shape],
  })),
);

describe('the whole sort', () => {
  test.each(inputs)(
    'is the stable sort by code: $name',
    async ({ shape, code, begin, scanned }) => {
      const { order } = await runOn(gpu, scatterRows, {
        arrays: { code, begin, table: scanned, order: untouchedU32(shape.rows) },
        calls: [shape],
      });
      const stable = [...code.keys()].sort((a, b) => code[a]! - code[b]!);
      expect([...(order ?? [])]).toEqual(stable);
    },
  );
});

/** 65,535 groups are the most in x: with groups of one thread, one row more folds the grid. */
const MOST_GROUPS = 65_535;

agreesWithOracle(gpu, codeHistogram, [
  ...inputs.map(({ name, shape, code }) => ({
    name,
    arrays: { code, count: new Uint32Array(shape.codes) },
    calls: [{ rows: shape.rows }],
  })),
  ...[MOST_GROUPS - 1, MOST_GROUPS, MOST_GROUPS + 1, 2 * MOST_GROUPS + 1].map((rows) => ({
    name: `${rows} rows in groups of one thread`,
    arrays: { code: wholeU32(rows, 5, rows), count: new Uint32Array(5) },
    calls: [{ rows }],
    overrides: { GROUP: 1 },
  })),
  {
    name: 'fewer rows than the tensor holds',
    arrays: { code: wholeU32(100, 4, 1), count: new Uint32Array(4) },
    calls: [{ rows: 65 }],
  },
]);
