import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../quantizer/config';
import type { CheckpointSummary, EpochReport } from '../../worker/protocol';
import { configOf, initialDraft } from './draft';
import { goesOn, isOf, isSameKind, stoppedFrom, stoppedText } from './stopped-run';

const config: QuantizerConfig = { ...DEFAULT_CONFIG, method: 'rqvae', iterations: 60 };
const history: EpochReport[] = Array.from({ length: 12 }, (_, at) => ({
  ...{ epoch: at + 1, losses: {}, uniqueRatio: 1, usage: [1], revived: 0 },
}));
const summary: CheckpointSummary = {
  ...{ config, history, level: null, pairs: 0, adapter: 'a GPU', isSameMachine: true },
};

describe('a stopped run', () => {
  it('says where it stands, and whose it is only where that matters', () => {
    const here = stoppedFrom(summary, 'interrupted');
    expect(stoppedText(here)).toBe('A run was interrupted at epoch 12 of 60.');
    expect(here.otherAdapter).toBeNull();
    const elsewhere = stoppedFrom({ ...summary, isSameMachine: false }, 'opened');
    expect(elsewhere.otherAdapter).toBe('a GPU');
  });

  it('says in which level it stands where levels are trained one after another', () => {
    const levels = { ...summary, config: DEFAULT_CONFIG, history: [] };
    const cancelled = stoppedFrom({ ...levels, level: 2 }, 'cancelled');
    expect(stoppedText(cancelled)).toBe('The run was cancelled in level 2 of 3.');
    expect(stoppedText(stoppedFrom(levels, 'opened'))).toBe(
      'The run of the checkpoint stands after its last level.',
    );
    expect(isSameKind(DEFAULT_CONFIG, config)).toBe(false);
    expect(isSameKind(DEFAULT_CONFIG, { ...DEFAULT_CONFIG, method: 'opq' })).toBe(true);
  });

  it('goes on by Train with its own settings, whatever the order of their keys', () => {
    const paused = stoppedFrom(summary, 'paused');
    const asDrafted = configOf(initialDraft(config));
    expect(isOf(paused, asDrafted)).toBe(true);
    expect(goesOn(paused, asDrafted)).toBe(true);
    expect(goesOn(paused, { ...config, seed: 1 })).toBe(false);
    expect(goesOn(null, config)).toBe(false);
  });

  it('does not by Train while it was only found', () => {
    expect(goesOn(stoppedFrom(summary, 'interrupted'), config)).toBe(false);
  });
});
