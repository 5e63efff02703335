import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../quantizer/config';
import type { CheckpointSummary, EpochReport } from '../../worker/protocol';
import { configOf, initialDraft } from './draft';
import { goesOn, isOf, stoppedFrom, stoppedText } from './stopped-run';

const config: QuantizerConfig = { ...DEFAULT_CONFIG, method: 'rqvae', iterations: 60 };
const history: EpochReport[] = Array.from({ length: 12 }, (_, at) => ({
  ...{ epoch: at + 1, losses: {}, uniqueRatio: 1, usage: [1], revived: 0 },
}));
const summary: CheckpointSummary = {
  ...{ config, epoch: 12, history, adapter: 'a GPU', isSameMachine: true },
};

describe('a stopped run', () => {
  it('says where it stands, and whose it is only where that matters', () => {
    const here = stoppedFrom(summary, 'interrupted');
    expect(stoppedText(here)).toBe('A run was interrupted at epoch 12 of 60.');
    expect(here.otherAdapter).toBeNull();
    const elsewhere = stoppedFrom({ ...summary, isSameMachine: false }, 'opened');
    expect(elsewhere.otherAdapter).toBe('a GPU');
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
