import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../quantizer/config';
import { levelsFrom, trainedFixture } from '../state/results.fixture';
import { finishedView } from '../state/view';
import { collisionHeadline, entropyHeadline, shapeText, usageHeadline } from './headlines';

const config = { ...DEFAULT_CONFIG, codebookSizes: [4, 4, 4] };
const view = finishedView(trainedFixture(config).levels);

describe('headlines', () => {
  it('name the worst level', () => {
    expect(usageHeadline(view.levels)).toBe('1 of 4 codes is dead at level 1, 3 in all');
  });

  it('say when nothing is dead', () => {
    const even = finishedView(levelsFrom([2], [[0, 1, 1]]));
    expect(usageHeadline(even.levels)).toBe('Every code is used; level 1 works like 2 codes');
    const two = finishedView(
      levelsFrom(
        [2, 2],
        [
          [0, 1, 1],
          [1, 1, 0],
        ],
      ),
    ).levels;
    expect(usageHeadline(two)).toBe(
      'Every code is used at all 2 levels; level 2 works like 2 codes',
    );
  });

  it('say what the last level adds', () => {
    expect(entropyHeadline(view.levels)).toMatch(/^Level 3 adds 0\.3333 of at most 2 bits$/);
  });

  it('say who collides', () => {
    if (!view.sid) throw new Error('the fixture has SIDs');
    expect(collisionHeadline(view.sid)).toBe(
      '33.33% of items share their SID; the most crowded holds 2',
    );
    expect(collisionHeadline({ ...view.sid, maxBucket: 1 })).toBe(
      'All 6 items have a SID of their own',
    );
  });

  it('describe the shape', () => {
    expect(shapeText([256, 256])).toBe('levels of 256 codes');
    expect(shapeText([256, 64])).toBe('levels of 256, 64 codes');
    expect(shapeText([256])).toBe('level of 256 codes');
  });
});
