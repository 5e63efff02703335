import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../../quantizer/config';
import { configDifferences, flatten, settingsOf } from './config-diff';
import { runFixture } from './runs.fixture';
import { fullConfig, fullRun } from './stored-run';

/** As a version before this setting stored it. */
function without(key: keyof QuantizerConfig, config: QuantizerConfig): QuantizerConfig {
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => name !== key),
  ) as unknown as QuantizerConfig;
}

describe('config differences', () => {
  it('are only what differs, with nested keys joined', () => {
    const other: QuantizerConfig = {
      ...DEFAULT_CONFIG,
      codebookSizes: [64, 64],
      normalize: true,
      ema: { ...DEFAULT_CONFIG.ema, decay: 0.99 },
    };
    expect(configDifferences([DEFAULT_CONFIG, other])).toEqual([
      { key: 'codebookSizes', values: ['256, 256, 256', '64, 64'] },
      { key: 'normalize', values: ['off', 'on'] },
      { key: 'ema.decay', values: ['0.9', '0.99'] },
    ]);
    expect(configDifferences([DEFAULT_CONFIG, { ...DEFAULT_CONFIG }])).toEqual([]);
  });

  it('show a setting that one of them does not have', () => {
    const keys = configDifferences([DEFAULT_CONFIG, without('ema', DEFAULT_CONFIG)]);
    expect(keys).toContainEqual({ key: 'ema.decay', values: ['0.9', '–'] });
  });

  it('beside an encoded run are the file and how it encodes', () => {
    const encoded = runFixture({ encodedWith: 'codebooks.npz' });
    expect(configDifferences(settingsOf([runFixture(), encoded]))).toEqual([
      { key: 'method', values: ['lloyd', '–'] },
      { key: 'encodedWith', values: ['–', 'codebooks.npz'] },
    ]);
    expect(settingsOf([runFixture()])).toEqual([runFixture().config]);
  });

  it('flatten any depth', () => {
    expect([...flatten({ a: { b: { c: 1 } }, d: [1, 2] })]).toEqual([
      ['a.b.c', '1'],
      ['d', '1, 2'],
    ]);
  });
});

describe('stored run', () => {
  it('of a version that kept less has none of it', () => {
    const { epochs, encodedWith, modelRecalls, proxyFigures, ...old } = runFixture();
    expect({ epochs, encodedWith }).toEqual({ epochs: [], encodedWith: null });
    expect([modelRecalls, proxyFigures]).toEqual([[], []]);
    expect(fullRun(old)).toEqual(runFixture());
  });
});

describe('stored config', () => {
  it('is filled with the defaults of settings that it does not know', () => {
    const old = without('ema', { ...DEFAULT_CONFIG, seed: 3, codebookSizes: [8] });
    expect(fullConfig(old)).toEqual({
      ...DEFAULT_CONFIG,
      seed: 3,
      codebookSizes: [8],
    });
  });
});
