import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../quantizer/config';
import type { CheckpointSummary, EpochReport } from '../../worker/protocol';
import { configOf, initialDraft } from './draft';
import { trainedFixture } from './results.fixture';
import { standing, stoppedBy } from './standing';
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

  it('is a run that left something to go on from', () => {
    const run = { config: DEFAULT_CONFIG, kept: 0, levels: [], live: null, epochs: [], curve: [] };
    const { levels } = trainedFixture();
    const live = { metrics: levels[0]!.metrics, residualEnergy: 0.4, level: 1 };
    expect(stoppedBy(run, 'cancelled')).toBeNull();
    expect(stoppedBy({ ...run, live }, 'cancelled')).toMatchObject({ level: 1, how: 'cancelled' });
    expect(stoppedBy({ ...run, levels }, 'failed')).toMatchObject({ level: null, how: 'failed' });
    expect(stoppedBy({ ...run, levels }, 'done')).toBeNull();
    const fixed = { ...DEFAULT_CONFIG, method: 'fsq' as const };
    expect(stoppedBy({ ...run, config: fixed, levels }, 'cancelled')).toBeNull();
    expect(stoppedBy({ ...run, config, live }, 'cancelled')).toBeNull();
    const epochs = history;
    expect(stoppedBy({ ...run, config, levels, epochs }, 'paused')?.epochs).toHaveLength(12);
  });

  it('is offered before a newer one only if it is learned and the newer is not', () => {
    const learned = stoppedFrom(summary, 'paused');
    const levels = stoppedFrom({ ...summary, config: DEFAULT_CONFIG, level: 2 }, 'cancelled');
    expect(standing(learned, levels)).toBe(learned);
    expect(standing(levels, learned)).toBe(learned);
    expect(standing(levels, null)).toBe(levels);
    expect(standing(null, levels)).toBe(levels);
    const newer = { ...levels, level: 3 };
    expect(standing(levels, newer)).toBe(newer);
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
