import { afterAll, describe, expect, test } from 'vitest';
import { mismatches } from '../../compute/mismatches.fixture';
import { realF32, untouchedU32 } from '../../compute/numbers.fixture';
import { runOn, runOnBoth } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignBlock, assignRegister, assignQuad, assignWorkgroup } from './assign-codes';
import { assignInput, nearestCodes, scoreTolerance, wrongCodes } from './assign-codes.fixture';
import { blurred, exact, temptingPadding, whole } from './assign-problems.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const hasSubgroups = gpu.info.features.includes('subgroups');

const slices: readonly (readonly [number, number, number])[] = [
  [100, 64, 100],
  [200, 64, 65],
  [200, 64, 97],
  [200, 64, 192],
  [200, 128, 200],
  [513, 448, 513],
  [513, 512, 513],
  [513, 0, 1],
  [513, 64, 64],
];

const variants = [
  { label: 'assign-register', kernel: assignRegister, runs: true },
  {
    label: hasSubgroups ? 'assign-quad' : 'assign-quad (this adapter has no subgroups)',
    kernel: assignQuad,
    runs: hasSubgroups,
  },
  { label: 'assign-workgroup', kernel: assignWorkgroup, runs: true },
  { label: 'assign-block', kernel: assignBlock, runs: true },
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

  describe.skipIf(!runs)('a padded code never wins', () => {
    test.for(temptingPadding)('$name', async (problem) => {
      const input = assignInput(problem);
      const { webgpu, cpu } = await runOnBoth(gpu, kernel, input);
      expect(Math.max(...webgpu.code!)).toBeLessThan(problem.codes);
      expect(wrongCodes(input, webgpu.code!, cpu.code!)).toEqual([]);
    });
  });
});

describe.skipIf(!hasSubgroups)('assign-quad adds up alike in every lane', () => {
  test.for([100, 264])('%d dims: equal rows get equal codes and scores', async (dim) => {
    const row = realF32(dim, 1, dim);
    const codes = 70;
    const vectors = Float32Array.from({ length: 130 * dim }, (_, i) => row[i % dim]!);
    const codewords = realF32(codes * dim, 1, 2 * dim);
    const input = assignInput({ vectors, codewords, rows: 130, dim, codes });
    const { code, score } = await runOn(gpu, assignQuad, input);
    expect(new Set(code).size).toBe(1);
    expect(new Set(score).size).toBe(1);
  });
});

describe('assign-register in groups of 64 threads', () => {
  test.for([511, 512, 513])('%d rows', async (rows) => {
    const input = { ...assignInput(whole(rows, 9, 21)), overrides: { GROUP: 64 } };
    const { webgpu, cpu } = await runOnBoth(gpu, assignRegister, input);
    expect(mismatches(webgpu, cpu)).toEqual([]);
  });
});
