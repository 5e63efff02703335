import { afterAll, describe, expect, test } from 'vitest';
import { mismatches } from '../../compute/mismatches.fixture';
import { realF32, untouchedU32, wholeF32 } from '../../compute/numbers.fixture';
import { runOnBoth } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignRegister, assignSubgroup, assignWorkgroup } from './assign-codes';
import {
  assignInput,
  nearestCodes,
  scoreTolerance,
  wrongCodes,
  type AssignProblem,
} from './assign-codes.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const hasSubgroups = gpu.info.features.includes('subgroups');

/** Small whole numbers: every score is exact in Float32, so ties are ties. */
function whole(rows: number, dim: number, codes: number, more: Partial<AssignProblem> = {}) {
  const vectors = wholeF32(rows * dim, 4, rows + 31 * dim);
  const codewords = wholeF32(codes * dim, 4, codes + 17 * dim);
  return { vectors, codewords, rows, dim, codes, ...more };
}

function real(rows: number, dim: number, codes: number, cosine = false): AssignProblem {
  const vectors = realF32(rows * dim, 1, rows + 31 * dim);
  const codewords = realF32(codes * dim, 1, codes + 17 * dim);
  return { vectors, codewords, rows, dim, codes, cosine };
}

/** Copies codeword `from` over the codes of `to`. */
function withDuplicates(problem: AssignProblem, from: number, to: readonly number[]) {
  const { dim } = problem;
  const codewords = problem.codewords.slice();
  for (const k of to) codewords.copyWithin(k * dim, from * dim, (from + 1) * dim);
  return { ...problem, codewords };
}

const scaled = (values: Float32Array, factor: number) => values.map((value) => value * factor);

/** Codewords along the axes, both ways: their norms are whole, so cosine scores are exact too. */
function alongAxes(dim: number): Float32Array {
  const codewords = new Float32Array(2 * dim * dim);
  for (let k = 0; k < 2 * dim; k++) codewords[k * dim + (k % dim)] = k < dim ? 3 : -2;
  return codewords;
}

const sizes = [
  ...[1, 2, 7, 8, 9, 100].map((dim) => [65, dim, 20] as const),
  ...[1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 130].map((codes) => [70, 5, codes] as const),
  ...[0, 1, 63, 64, 65, 127, 128, 129, 511, 512, 513].map((rows) => [rows, 3, 10] as const),
];

const large = whole(130, 6, 70);
const many = whole(100, 2, 200);
const exact: readonly (AssignProblem & { readonly name: string })[] = [
  ...sizes.map(([rows, dim, codes]) => ({
    name: `${rows} rows, ${dim} dims, ${codes} codes`,
    ...whole(rows, dim, codes),
  })),
  { name: 'all vectors zero', ...whole(70, 5, 20), vectors: new Float32Array(70 * 5) },
  {
    name: 'all codewords equal',
    ...whole(70, 5, 130),
    codewords: new Float32Array(130 * 5).fill(2),
  },
  { name: 'all vectors equal', ...whole(70, 5, 20), vectors: new Float32Array(70 * 5).fill(-3) },
  { name: 'equal codewords within a tile', ...withDuplicates(whole(200, 3, 8), 5, [6, 7]) },
  { name: 'equal codewords, lowest last', ...withDuplicates(whole(200, 3, 64), 62, [1, 2, 33]) },
  { name: 'equal codewords across tiles', ...withDuplicates(many, 3, [8, 17, 66, 70, 131, 199]) },
  { name: 'many equal distances', ...whole(513, 1, 100) },
  {
    name: 'large norms',
    ...large,
    vectors: scaled(large.vectors, 2 ** 40),
    codewords: scaled(large.codewords, 2 ** 40),
  },
  {
    name: 'tiny norms',
    ...large,
    vectors: scaled(large.vectors, 2 ** -40),
    codewords: scaled(large.codewords, 2 ** -40),
  },
  { name: 'cosine, axes', ...whole(130, 7, 14, { codewords: alongAxes(7), cosine: true }) },
  {
    name: 'cosine, zero vectors',
    ...whole(70, 7, 14, { codewords: alongAxes(7), cosine: true }),
    vectors: new Float32Array(70 * 7),
  },
  {
    name: 'cosine, a zero codeword wins where every other is turned away',
    ...whole(66, 2, 3, { cosine: true }),
    vectors: new Float32Array(66 * 2).fill(1),
    codewords: Float32Array.of(-1, 0, 0, 0, 0, -1),
  },
  { name: 'cosine, zero codewords only', ...whole(66, 2, 9), codewords: new Float32Array(18) },
];

const slices: readonly (readonly [number, number, number])[] = [
  [200, 64, 65],
  [200, 64, 192],
  [200, 128, 200],
  [513, 448, 513],
  [513, 512, 513],
  [513, 0, 1],
  [513, 64, 64],
];

const blurred: readonly (AssignProblem & { readonly name: string })[] = [
  { name: '513 rows, 100 dims, 300 codes', ...real(513, 100, 300) },
  { name: '130 rows, 512 dims, 65 codes', ...real(130, 512, 65) },
  { name: '300 rows, 2 dims, 257 codes', ...real(300, 2, 257) },
  { name: '300 rows, 33 dims, 70 codes, cosine', ...real(300, 33, 70, true) },
];

const variants = [
  { label: 'assign-register', kernel: assignRegister, runs: true },
  {
    label: hasSubgroups ? 'assign-subgroup' : 'assign-subgroup (this adapter has no subgroups)',
    kernel: assignSubgroup,
    runs: hasSubgroups,
  },
  { label: 'assign-workgroup', kernel: assignWorkgroup, runs: true },
];

describe.for(variants)('$label', ({ kernel, runs }) => {
  describe.skipIf(!runs)('whole numbers: codes and scores are exactly the oracle’s', () => {
    test.for(exact)('$name', async (problem) => {
      const { webgpu, cpu } = await runOnBoth(gpu, kernel, assignInput(problem));
      expect(mismatches(webgpu, cpu)).toEqual([]);
      expect([...(cpu.code ?? [])]).toEqual(nearestCodes(problem));
    });
  });

  describe.skipIf(!runs)('a slice leaves every other row untouched', () => {
    test.for(slices)('%d rows, slice %d..%d', async ([rows, rowBegin, rowEnd]) => {
      const problem = whole(rows, 9, 21);
      const input = assignInput({ ...problem, slice: [rowBegin, rowEnd] });
      const { webgpu, cpu } = await runOnBoth(gpu, kernel, input);
      expect(mismatches(webgpu, cpu)).toEqual([]);
      const wanted = untouchedU32(rows);
      wanted.set(nearestCodes(problem).slice(rowBegin, rowEnd), rowBegin);
      expect(cpu.code).toEqual(wanted);
    });
  });

  describe.skipIf(!runs)('real numbers: codes differ only where Float32 blurs the margin', () => {
    test.for(blurred)('$name', async (problem) => {
      const input = assignInput(problem);
      const { webgpu, cpu } = await runOnBoth(gpu, kernel, input);
      expect(wrongCodes(input, webgpu.code!, cpu.code!)).toEqual([]);
      const score = scoreTolerance(input, cpu.code!);
      expect(mismatches({ score: webgpu.score }, { score: cpu.score! }, { score })).toEqual([]);
    });
  });
});

const registerVariants = variants.filter(({ kernel }) => kernel !== assignWorkgroup);

describe.for(registerVariants)('$label in groups of 64 threads', ({ kernel, runs }) => {
  test.skipIf(!runs).for([511, 512, 513])('%d rows', async (rows) => {
    const input = { ...assignInput(whole(rows, 9, 21)), overrides: { GROUP: 64 } };
    const { webgpu, cpu } = await runOnBoth(gpu, kernel, input);
    expect(mismatches(webgpu, cpu)).toEqual([]);
  });
});
