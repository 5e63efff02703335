import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, MAX_CODEBOOK_SIZE } from '../../quantizer/config';
import { configOf, initialDraft, spaceOf, withSize } from './draft';

describe('draft', () => {
  it('starts as the default config', () => {
    expect(configOf(initialDraft())).toEqual(DEFAULT_CONFIG);
  });

  it('keeps the sizes of levels that are switched off', () => {
    const mixed = { ...initialDraft(), sameSize: false };
    const sized = withSize(withSize(mixed, 1, 64), 2, 32);
    const fewer = { ...sized, levels: 1 };
    expect(configOf(fewer).codebookSizes).toEqual([256]);
    expect(configOf({ ...fewer, levels: 3 }).codebookSizes).toEqual([256, 64, 32]);
  });

  it('moves all levels together where one K serves all', () => {
    expect(configOf(withSize(initialDraft(), 0, 100)).codebookSizes).toEqual([100, 100, 100]);
  });

  it('clamps K to what a codebook may have', () => {
    expect(withSize(initialDraft(), 0, 0).sizes[0]).toBe(1);
    expect(withSize(initialDraft(), 0, 1e9).sizes[0]).toBe(MAX_CODEBOOK_SIZE);
  });

  it('multiplies K into the SID space', () => {
    expect(spaceOf({ ...DEFAULT_CONFIG, codebookSizes: [4, 8, 2] })).toBe(64);
  });
});
