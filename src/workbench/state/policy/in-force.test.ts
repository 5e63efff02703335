import { describe, expect, it } from 'vitest';
import { suffix } from '../../../sid/policies/suffix';
import { DEFAULT_POLICIES } from '../../../sid/policies/policy-config';
import { trainedFixture } from '../results.fixture';
import { levelsUnder, policyInForce, shownDepth } from './in-force';
import { outcomeOf } from './outcome.fixture';

const trained = trainedFixture();
const outcome = outcomeOf(trained.levels, DEFAULT_POLICIES.suffix, suffix);
const applied = { trained, depth: 3, outcome };

describe('policyInForce', () => {
  it('lasts as long as its levels are those shown', () => {
    expect(policyInForce(applied, trained, 3)).toBe(outcome);
    // A larger L shows the same levels until more are trained.
    expect(policyInForce(applied, trained, 5)).toBe(outcome);
  });

  it('ends with another L, a retrain, or other rows', () => {
    expect(policyInForce(applied, trained, 2)).toBeNull();
    expect(policyInForce(applied, { ...trained }, 3)).toBeNull();
    expect(policyInForce(applied, null, 3)).toBeNull();
    expect(policyInForce(null, trained, 3)).toBeNull();
  });

  it('counts the levels on the screen', () => {
    expect(shownDepth(trained, 2)).toBe(2);
    expect(shownDepth(trained, 8)).toBe(3);
    expect(shownDepth(null, 3)).toBe(0);
  });
});

describe('levelsUnder', () => {
  it('adds the suffix as a level without training, and keeps the others', () => {
    const levels = levelsUnder(outcome, trained.levels);
    expect(levels).toHaveLength(4);
    expect(levels[0]).toBe(trained.levels[0]);
    expect(levels[2]?.codes).toEqual(trained.levels[2]?.codes);
    expect(levels[2]?.seconds).toBe(1);
    expect(levels[3]).toMatchObject({ seconds: 0, history: [], codebookSize: 3 });
    expect([...(levels[3]?.codes ?? [])]).toEqual([1, 0, 0, 0, 0, 2]);
    expect(levels[3]?.sid.uniqueRatio).toBe(1);
  });
});
