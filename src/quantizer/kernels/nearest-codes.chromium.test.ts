import { afterAll, describe, expect, test } from 'vitest';
import {
  realF32,
  untouchedF32,
  untouchedU32,
  wholeF32,
  wholeU32,
} from '../../compute/numbers.fixture';
import { agreesWithOracle, runOnBoth } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { codeStride } from './layout';
import { nearestCodes, NO_CODE } from './nearest-codes';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

interface Lists {
  readonly rows: number;
  readonly codes: number;
  readonly keep: number;
}

/** `spread` different values only: the fewer, the more ties. */
function input({ rows, codes, keep }: Lists, own: Uint32Array, numbers = wholeF32, spread = 40) {
  const stride = codeStride(codes);
  const codeNorm2 = numbers(stride, spread, 2).map(Math.abs);
  return {
    arrays: {
      norm2: numbers(rows, spread, 1).map((value) => Math.abs(value) + spread),
      // Padded codes would be the nearest, were they looked at.
      codeNorm2: codeNorm2.map((value, code) => (code < codes ? value : 0)),
      product: numbers(rows * stride, spread, 3).map((value, i) =>
        i % stride < codes ? value : 1e6,
      ),
      own,
      nearest: untouchedU32(rows * keep + 1),
      distance: untouchedF32(rows * keep + 1),
    },
    calls: [{ rows, codes, stride, keep, cosine: 0 }],
  };
}

/** By cosine, of residuals whose length is 0, 1 or 2, so that whole products stay exact. */
function byCosine(given: ReturnType<typeof input>) {
  const norm2 = given.arrays.norm2.map((_, row) => [1, 4, 0][row % 3]!);
  return {
    arrays: { ...given.arrays, norm2 },
    calls: given.calls.map((params) => ({ ...params, cosine: 1 })),
  };
}

const none = (rows: number) => new Uint32Array(rows).fill(NO_CODE);
const some = ({ rows, codes }: Lists) => wholeU32(rows, codes, 9);

const lists: readonly Lists[] = [
  ...[0, 1, 63, 64, 65, 130].map((rows) => ({ rows, codes: 20, keep: 5 })),
  ...[1, 2, 3, 4, 5, 63, 64, 65, 256].map((codes) => ({ rows: 70, codes, keep: 1 })),
  ...[1, 2, 16, 64, 200, 255, 256].map((keep) => ({ rows: 9, codes: 256, keep })),
];

agreesWithOracle(
  gpu,
  nearestCodes,
  lists.flatMap((list) => [
    { name: `${JSON.stringify(list)}, no code left out`, ...input(list, none(list.rows)) },
    { name: `${JSON.stringify(list)}, own codes left out`, ...input(list, some(list)) },
    // Differences of 0, 2 and 4 only, and many that the lower bound of 0 makes equal.
    { name: `${JSON.stringify(list)}, ties`, ...input(list, some(list), wholeF32, 1) },
  ]),
);

agreesWithOracle(
  gpu,
  nearestCodes,
  lists.flatMap((list) => [
    { name: `cosine, ${JSON.stringify(list)}`, ...byCosine(input(list, some(list))) },
    {
      name: `cosine, ${JSON.stringify(list)}, ties`,
      ...byCosine(input(list, some(list), wholeF32, 1)),
    },
  ]),
  { distance: { relative: 1e-6, absolute: 1e-6 } },
);

agreesWithOracle(gpu, nearestCodes, [
  {
    name: 'fewer codes than asked for: filled up',
    ...input({ rows: 5, codes: 3, keep: 7 }, Uint32Array.of(0, 1, 2, 3, NO_CODE)),
  },
  { name: 'nothing kept', ...input({ rows: 5, codes: 3, keep: 0 }, none(5)) },
]);

describe('nearest-codes of codes that come nearer and nearer', () => {
  test('are all moved through the list', async () => {
    const given = input({ rows: 3, codes: 100, keep: 30 }, none(3));
    const codeNorm2 = given.arrays.codeNorm2.map((_, code) => 1000 - code);
    const arrays = { ...given.arrays, codeNorm2, product: new Float32Array(3 * 128) };
    const { webgpu } = await runOnBoth(gpu, nearestCodes, { ...given, arrays });
    const first = [...webgpu.nearest!.subarray(0, 30)];
    expect(first).toEqual(Array.from({ length: 30 }, (_, slot) => 99 - slot));
  });
});

describe('nearest-codes of real numbers', () => {
  test('differ from the oracle only where Float32 blurs the margin', async () => {
    const list = { rows: 130, codes: 300, keep: 20 };
    const given = input(list, some(list), realF32, 1);
    const { webgpu, cpu } = await runOnBoth(gpu, nearestCodes, given);
    // Three terms of at most 2, each rounded once.
    const blur = 3 * 2 ** -23;
    webgpu.distance!.forEach((d, i) => {
      expect(Math.abs(d - cpu.distance![i]!)).toBeLessThanOrEqual(blur);
    });
    const moved = webgpu.nearest!.filter((code, i) => code !== cpu.nearest![i]);
    expect(moved.length).toBeLessThan(10);
  });
});
