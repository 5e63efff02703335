import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import { careOf, collapsedLevels, collapseText } from './collapse';

const after = (...usage: number[]) => [
  { epoch: 1, losses: {}, uniqueRatio: 1, usage: usage.map(() => 0), revived: 0 },
  { epoch: 2, losses: {}, uniqueRatio: 1, usage, revived: 0 },
];

describe('the collapse alarm', () => {
  it('names the levels that are mostly dead after the last epoch', () => {
    expect(collapsedLevels(after(0.5, 0.49, 1))).toEqual([2]);
    expect(collapseText(after(0.1, 0.2), 'none')).toBe(
      'Collapse: more than half of the codes at levels 1, 2 are dead. Turn on Revive dead codes, or use Sinkhorn rounds.',
    );
  });

  it('is silent while all is well, and before the first epoch', () => {
    expect(collapseText(after(0.5, 1), 'revival')).toBeNull();
    expect(collapseText([], 'none')).toBeNull();
  });

  it('knows what the run itself did', () => {
    const { rqvae } = DEFAULT_CONFIG;
    const nearest = { ...DEFAULT_CONFIG, rqvae: { ...rqvae, sinkhornRounds: 0 } };
    expect(careOf(DEFAULT_CONFIG)).toBe('sinkhorn');
    expect(careOf({ ...nearest, reviveDeadCodes: true })).toBe('revival');
    expect(careOf({ ...nearest, reviveDeadCodes: false })).toBe('none');
  });

  it('advises what is not done yet', () => {
    expect(collapseText(after(0.1), 'revival')).toContain('are being revived');
    expect(collapseText(after(0.1), 'sinkhorn')).toContain('More Sinkhorn rounds');
  });
});
