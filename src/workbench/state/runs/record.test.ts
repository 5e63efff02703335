import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../quantizer/config';
import { bitsOf, bytesOf, newRun, runKey, sameData, shapeOf } from './record';
import { EPOCH, resultFixture, runFixture, SLICE } from './runs.fixture';

describe('run record', () => {
  it('keeps numbers, history and data, and the codes apart', () => {
    const result = resultFixture();
    const { run, codes } = newRun(result, SLICE, { name: 'first', at: 5, sweeps: [] });
    expect(run).toMatchObject({
      name: 'first',
      config: result.config,
      data: { file: 'items.parquet', vector: 'embedding', n: 6, dim: 2, fingerprint: 'aaaa' },
      adapter: 'test adapter',
      reconstruction: 0.25,
      seconds: 2,
    });
    expect(codes).toEqual(result.levels.map((level) => level.codes));
    expect(run.levels[0]?.metrics).toMatchObject({ used: 3, dead: 1 });
    expect(JSON.stringify(run)).not.toContain('counts"');
    expect(Object.keys(run.levels[0] ?? {})).not.toContain('codebook');
  });

  it('keeps the epochs of a learned run', () => {
    const learned = { history: [EPOCH], weights: [], inputScale: 1 };
    const facts = { name: '', at: 5, sweeps: [] };
    expect(newRun({ ...resultFixture(), learned }, SLICE, facts).run.epochs).toEqual([EPOCH]);
  });

  it('knows which runs must have equal codes, whatever the order of keys', () => {
    const { seed, ...rest } = DEFAULT_CONFIG;
    const key = runKey(DEFAULT_CONFIG, { fingerprint: 'a' }, 'gpu');
    expect(runKey({ ...rest, seed }, { fingerprint: 'a' }, 'gpu')).toBe(key);
    expect(runKey({ ...rest, seed: 9 }, { fingerprint: 'a' }, 'gpu')).not.toBe(key);
    expect(runKey(DEFAULT_CONFIG, { fingerprint: 'b' }, 'gpu')).not.toBe(key);
    expect(runKey(DEFAULT_CONFIG, { fingerprint: 'a' }, 'cpu')).not.toBe(key);
  });

  it('describes shape, bits, size and data', () => {
    const run = runFixture();
    const uneven = { ...run, config: { ...run.config, codebookSizes: [256, 64] } };
    expect([shapeOf(run), shapeOf(uneven)]).toEqual(['2 × 4', '2 × 256, 64']);
    expect(bitsOf(uneven)).toBe(14);
    expect(bytesOf(run)).toBe(48);
    expect(bytesOf({ ...run, epochs: [EPOCH] })).toBe(48 + 8 * 6);
    expect(sameData(run, uneven)).toBe(true);
    expect(sameData(run, { data: { ...run.data, fingerprint: 'b' } })).toBe(false);
  });
});
