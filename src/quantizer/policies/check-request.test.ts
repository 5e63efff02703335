import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../../sid/policies/policy-config';
import type { Sids } from '../../sid/types';
import { checkSize } from './check-request';

/** All items share one code of `codebookSize`. */
const crowded = (rows: number, codebookSize: number): Sids => ({
  rows,
  codebookSizes: [codebookSize],
  codes: [new Uint32Array(rows)],
});

describe('checkSize', () => {
  it('lets through what fits', () => {
    expect(() => checkSize(DEFAULT_POLICIES.knnCap, crowded(1000, 256))).not.toThrow();
    expect(() => checkSize(DEFAULT_POLICIES.sinkhorn, crowded(1000, 256))).not.toThrow();
    expect(() => checkSize(DEFAULT_POLICIES.suffix, crowded(2 ** 19, 256))).not.toThrow();
  });

  it('says how many candidates would fit', () => {
    const policy = { ...DEFAULT_POLICIES.knnCap, cap: 1 };
    expect(() => checkSize(policy, crowded(2 ** 19 + 1, 256))).toThrow(
      expect.objectContaining({
        code: 'POLICY_MEMORY',
        hint: 'Ask for at most 128 candidates, or raise the cap.',
      }),
    );
    expect(() =>
      checkSize({ ...policy, candidates: 128 }, crowded(2 ** 19 + 1, 256)),
    ).not.toThrow();
  });

  it('refuses a prefix that is too large to be solved at once', () => {
    expect(() => checkSize(DEFAULT_POLICIES.sinkhorn, crowded(2 ** 15 + 1, 256))).toThrow(
      'One prefix holds 32,769 items; with 256 codes it may hold 32,768 to be solved at once.',
    );
  });
});
