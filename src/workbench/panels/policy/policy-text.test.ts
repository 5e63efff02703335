import { describe, expect, it } from 'vitest';
import { capBuckets } from '../../../sid/policies/cap-buckets';
import { keep } from '../../../sid/policies/keep';
import { DEFAULT_POLICIES } from '../../../sid/policies/policy-config';
import { suffix } from '../../../sid/policies/suffix';
import { levelsFrom } from '../../state/results.fixture';
import { outcomeOf } from '../../state/policy/outcome.fixture';
import { policyBlock } from './policy-block';
import { policyRows } from './policy-rows';
import { policyHeadline, policyName, relative, trainedHeadline } from './policy-text';

/** Six items of one prefix: four share code 2. */
const levels = levelsFrom(
  [2, 4],
  [
    [0, 0, 0, 0, 0, 0],
    [2, 2, 2, 2, 0, 1],
  ],
);
const last = levels[1]!;
const cap = (size: number) => ({ ...DEFAULT_POLICIES.knnCap, cap: size });
const capped = (size: number, extra = 0.0093) =>
  outcomeOf(
    levels,
    cap(size),
    (sids) => capBuckets(sids, cap(size), () => Uint32Array.of(3)),
    extra,
  );
const numbered = outcomeOf(levels, DEFAULT_POLICIES.suffix, suffix);

describe('the headline', () => {
  it('says what a cap reached and what it cost', () => {
    expect(policyHeadline(capped(3))).toBe(
      'KNN cap 3 leaves no bucket above 3: 1 item moved, distortion +0.93%, 0 unplaced',
    );
  });

  it('says how many found no place', () => {
    expect(policyHeadline(capped(1))).toBe(
      'KNN cap 1 finds no place for 2 items: 1 item moved, distortion +0.93%, 2 unplaced',
    );
  });

  it('of the suffix: no distortion', () => {
    expect(policyHeadline(numbered)).toBe(
      'Suffix token gives every item a SID of its own: 4 items numbered, no extra distortion',
    );
  });

  it('of no policy: what is there to resolve', () => {
    expect(trainedHeadline(last.sid)).toBe('No policy is applied: 66.67% of items share their SID');
    expect(trainedHeadline({ ...last.sid, maxBucket: 1 })).toContain('nothing to resolve');
  });

  it('of a run by cosine: its own distance', () => {
    expect(policyHeadline({ ...capped(3), distance: 'cosine' })).toContain(
      'cosine distance +0.93%',
    );
  });

  it('names parameters where a policy has one that matters', () => {
    const names = Object.values(DEFAULT_POLICIES).map(policyName);
    expect(names).toEqual([
      'Keep buckets',
      'Suffix token',
      'KNN cap 5',
      'Random cap 5',
      'Sinkhorn',
    ]);
  });

  it.each([
    [0.0093, '+0.93%'],
    [-0.02, '−2%'],
    [0, '±0'],
    [Number.POSITIVE_INFINITY, '+∞'],
  ])('a relative change of %d reads %s', (change, text) => {
    expect(relative(change)).toBe(text);
  });
});

describe('the table', () => {
  const rowOf = (of: string, applied = capped(3)) =>
    policyRows(applied, last).find((row) => row.of === of);

  it('has signs and words, so that colour is never alone', () => {
    expect(rowOf('uniqueRatio')).toMatchObject({
      ...{ before: 0.5, delta: '+16.67 pp', verdict: 'better' },
    });
    expect(rowOf('maxBucket')).toMatchObject({
      ...{ before: 4, after: 3, delta: '−1', verdict: 'better' },
    });
    expect(rowOf('extraDistortion')).toMatchObject({ delta: '+0.93%', verdict: 'worse' });
    expect(rowOf('movedItems')).toMatchObject({ before: null, after: 1, verdict: null });
    expect(rowOf('unplaced')).toMatchObject({ after: 0, verdict: null });
    expect(rowOf('unplaced', capped(1))).toMatchObject({ after: 2, verdict: 'worse' });
  });

  it('of a run by cosine has its distance', () => {
    const cosine = { ...capped(3), distance: 'cosine' } as const;
    const meanDistance = { before: 0.2, after: 0.21 };
    expect(rowOf('extraCosineDistance', { ...cosine, meanDistance })).toMatchObject({
      ...{ ...meanDistance, delta: '+0.93%', verdict: 'worse' },
    });
    expect(rowOf('extraCosineDistance', cosine)).toMatchObject({ before: null, after: null });
    expect(rowOf('extraDistortion', cosine)).toBeUndefined();
  });

  it('is the same before and after where nothing changed', () => {
    const rows = policyRows(outcomeOf(levels, DEFAULT_POLICIES.keep, keep), last);
    expect(rows.filter(({ before }) => before !== null).map(({ delta }) => delta)).toEqual(
      Array.from({ length: 8 }, () => '±0'),
    );
    expect(rows.every(({ verdict }) => verdict === null)).toBe(true);
  });
});

describe('Apply', () => {
  const engine = { status: 'ready', info: {}, loaded: true } as never;
  const ready = { engine, trained: {} as never, run: null, engineJob: null, slice: null };

  it('waits for codes and for the engine, and says so', () => {
    expect(policyBlock(ready, 'knnCap')).toBeNull();
    expect(policyBlock({ ...ready, trained: null }, 'knnCap')).toContain('train first');
    expect(policyBlock({ ...ready, run: {} as never }, 'knnCap')).toContain('Training');
    expect(policyBlock({ ...ready, engine: { status: 'starting' } }, 'knnCap')).toContain('engine');
    expect(policyBlock({ ...ready, engineJob: {} as never }, 'knnCap')).toContain('at work');
  });

  it('needs vectors for what measures distances, and none for the rest', () => {
    const alone = { ...ready, engine: { status: 'ready', info: {}, loaded: false } as never };
    const state = { ...alone, slice: { request: null } as never };
    expect(policyBlock(state, 'sinkhorn')).toContain('needs the vectors');
    expect(policyBlock(state, 'suffix')).toBeNull();
    expect(policyBlock(state, 'randomCap')).toBeNull();
    expect(policyBlock(alone, 'suffix')).toContain('engine');
  });
});
