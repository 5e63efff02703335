import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../../../sid/policies/policy-config';
import { suffix } from '../../../sid/policies/suffix';
import { trainedFixture } from '../results.fixture';
import { outcomeOf } from './outcome.fixture';
import { backToTrained, choosePolicy, editPolicy, getPolicy, setPolicy } from './policy-store';

beforeEach(() => {
  setPolicy({ chosen: 'knnCap', drafts: DEFAULT_POLICIES, applied: null });
});

describe('the policy panel', () => {
  it('starts with the defaults of FORGE', () => {
    const { chosen, drafts } = getPolicy();
    expect(drafts[chosen]).toMatchObject({ policy: 'knnCap', cap: 5, candidates: 200 });
  });

  it('keeps the parameters of every policy while another is looked at', () => {
    editPolicy('knnCap', { cap: 1 });
    choosePolicy('sinkhorn');
    editPolicy('sinkhorn', { iterations: 9 });
    choosePolicy('knnCap');
    const { drafts } = getPolicy();
    expect(drafts.knnCap).toEqual({ ...DEFAULT_POLICIES.knnCap, cap: 1 });
    expect(drafts.sinkhorn.iterations).toBe(9);
    expect(drafts.randomCap).toEqual(DEFAULT_POLICIES.randomCap);
  });

  it('goes back to the trained codes', () => {
    const trained = trainedFixture();
    const outcome = outcomeOf(trained.levels, DEFAULT_POLICIES.suffix, suffix);
    setPolicy({ applied: { trained, depth: 3, outcome } });
    backToTrained();
    expect(getPolicy().applied).toBeNull();
  });
});
