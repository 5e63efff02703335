import { describe, expect, it } from 'vitest';
import { getState, type SliceInUse, type WorkbenchState } from '../state/store';
import { trainBlock } from './use-train-block';

const info = {
  device: 'webgpu',
  adapter: 'test',
  software: true,
  limits: {},
  features: [],
  tuning: null,
} as const;

const ready: WorkbenchState = {
  ...getState(),
  engine: { status: 'ready', info, loaded: true },
  // Only its presence counts here.
  slice: {} as SliceInUse,
};

const plan = {
  bytes: 0,
  largestBinding: 0,
  bindingLimit: 0,
  dispatches: 0,
  flops: 0,
  seconds: null,
  problem: null,
};

describe('trainBlock', () => {
  it('is null when everything is there', () => {
    expect(trainBlock(ready)).toBeNull();
    expect(trainBlock({ ...ready, plan: { ...plan, ok: true } })).toBeNull();
  });

  it.each([
    ['engine', { engine: { status: 'starting' } }],
    ['rows', { slice: null }],
    ['vectors', { engine: { status: 'ready', info, loaded: false } }],
    ['fit', { plan: { ...plan, ok: false } }],
  ] as const)('says what is missing: %s', (word, change) => {
    expect(trainBlock({ ...ready, ...change })).toContain(word);
  });

  it.each([
    ['check', 'the check against the CPU.'],
    ['model', 'the sequence model;'],
    ['decode', 'the decoding;'],
    ['retrieval', 'the evaluation.'],
  ] as const)('names what it waits for: %s', (kind, words) => {
    const engineJob = { kind, text: '', fraction: null, etaSeconds: null, cancel: () => undefined };
    expect(trainBlock({ ...ready, engineJob })).toContain(`Train waits for ${words}`);
  });
});
