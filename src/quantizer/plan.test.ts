import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from './config';
import { planRun } from './plan';

const MIB = 2 ** 20;
const UNMEASURED = { opsPerSecond: null, keptLevels: 0 };
const DEFAULT_LIMITS = { maxStorageBufferBindingSize: 128 * MIB, maxBufferSize: 256 * MIB };

describe('plan', () => {
  it('counts the assign work: 2 N D K a pass, iterations and one encoding', () => {
    const config = { ...DEFAULT_CONFIG, codebookSizes: [256, 128], iterations: 10 };
    const plan = planRun({ rows: 1000, dim: 64 }, config, { limits: {} }, UNMEASURED);
    expect(plan.flops).toBe(2 * 1000 * 64 * (256 + 128) * 11);
    expect(plan.ok).toBe(true);
  });

  it('knows no seconds before a rate is measured, and then those of the levels left', () => {
    const seconds = (opsPerSecond: number | null, keptLevels: number) =>
      planRun({ rows: 1000, dim: 64 }, DEFAULT_CONFIG, { limits: {} }, { opsPerSecond, keptLevels })
        .seconds;
    expect(seconds(null, 0)).toBe(null);
    const all = seconds(1e9, 0) ?? 0;
    expect(all).toBeGreaterThan(0);
    expect(seconds(2e9, 0)).toBeCloseTo(all / 2, 12);
    expect(seconds(1e9, 2)).toBeCloseTo(all / 3, 12);
    expect(seconds(1e9, 3)).toBe(0);
  });

  it('holds both sides of the binding limit: 65,536 rows x 512 dims fit, one row more does not', () => {
    const device = { limits: DEFAULT_LIMITS };
    const fits = planRun({ rows: 65_536, dim: 512 }, DEFAULT_CONFIG, device, UNMEASURED);
    expect(fits.largestBinding).toBe(128 * MIB);
    expect(fits.ok).toBe(true);
    const over = planRun({ rows: 65_537, dim: 512 }, DEFAULT_CONFIG, device, UNMEASURED);
    expect(over.problem).toMatchObject({ code: 'GPU_LIMIT' });
    expect(over.problem?.message).toContain('129 MiB');
    expect(over.problem?.message).toContain('128 MiB');
    expect(over.problem?.hint).toContain('65,536 rows');
  });

  it('grows with K and with rows', () => {
    const bytes = (rows: number, k: number) =>
      planRun(
        { rows, dim: 64 },
        { ...DEFAULT_CONFIG, codebookSizes: [k] },
        { limits: {} },
        UNMEASURED,
      ).bytes;
    expect(bytes(10_000, 4096)).toBeGreaterThan(bytes(10_000, 64));
    expect(bytes(20_000, 64)).toBeGreaterThan(bytes(10_000, 64));
  });
});
