import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, FORGE_CONTRASTIVE } from '../../quantizer/config';
import { stepCounts } from '../../quantizer/rqvae/step-counts';
import { learningHeadline, stepsText } from './learning-headline';

const report = (epoch: number, reconstruction: number) => ({
  epoch,
  losses: { reconstruction },
  uniqueRatio: 0.5,
  usage: [1],
  revived: 0,
});

describe('learning headline', () => {
  it('says how far the loss fell', () => {
    expect(learningHeadline([report(1, 1), report(2, 0.25)], 150)).toBe(
      'Epoch 2 of 150: reconstruction loss 1 to 0.25, 50% unique SIDs',
    );
  });

  it('says how many pairs find each other', () => {
    const contrast = { accuracy: 0.25, temperatures: { pair: 0.1, cross: 0.1, self: 0.1 } };
    expect(learningHeadline([{ ...report(1, 1), contrast }], 5)).toBe(
      'Epoch 1 of 5: 50% unique SIDs, 25% of pairs find each other in their batch',
    );
  });

  it('has nothing to compare after one epoch, and nothing at all before', () => {
    expect(learningHeadline([report(1, 1)], 5)).toBe('Epoch 1 of 5: 50% unique SIDs');
    expect(learningHeadline([], 5)).toBe('The first epoch is under way');
  });
});

it.each([
  [12_101, 150, 0, '5 steps an epoch, 750 in all.'],
  [3496, 150, 0, '1 step an epoch, 150 in all.'],
  [100, 20, 0, '1 step an epoch, 20 in all.'],
  [3496, 150, 100_000, '1 step on items and 3 on pairs an epoch, 600 in all.'],
])('%i rows for %i epochs with %i pairs: %s', (rows, epochs, pairs, words) => {
  const contrastive = pairs > 0 ? { ...FORGE_CONTRASTIVE, pairs: '' } : null;
  const counts = stepCounts(rows, epochs, { ...DEFAULT_CONFIG.rqvae, contrastive }, pairs);
  expect(stepsText(counts)).toBe(words);
});
