import { describe, expect, it } from 'vitest';
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

  it('has nothing to compare after one epoch, and nothing at all before', () => {
    expect(learningHeadline([report(1, 1)], 5)).toBe('Epoch 1 of 5: 50% unique SIDs');
    expect(learningHeadline([], 5)).toBe('The first epoch is under way');
  });
});

it.each([
  [12_101, 2048, 150, '5 steps an epoch, 750 in all.'],
  [3496, 2048, 150, '1 step an epoch, 150 in all.'],
  [100, 2048, 20, '1 step an epoch, 20 in all.'],
])('%i rows in batches of %i for %i epochs: %s', (rows, batchRows, epochs, words) => {
  expect(stepsText(rows, batchRows, epochs)).toBe(words);
});
