import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../../sid/sids.fixture';
import { leaveOneOut } from '../split/leave-one-out';
import { historiesOf } from '../split/split.fixture';
import { batchCount, batchMembers, epochBatches, orderedBatches } from './batches';
import { heldOutSamples, inputItems, trainingSamples, type Samples } from './samples';
import { tokenBatch } from './token-batch';
import { DECODER_START, END, PAD, codesOfTokens, userToken, vocabularyOf } from './vocabulary';

const SPLIT = leaveOneOut(historiesOf([0, 2, 3, 5, 1], [4], [2, 1, 0], [3, 5]));

/** Each sample as [user, input, target]. */
function readable({ histories, users, begins, targets }: Samples) {
  return [...targets].map((target, i) => [
    users[i],
    [...histories.rows.subarray(begins[i], target)],
    histories.rows[target],
  ]);
}

test('a window slides over each training prefix', () => {
  expect(readable(trainingSamples(SPLIT, 2))).toEqual([
    [0, [0], 2],
    [0, [0, 2], 3],
    // User 2 has one training item and so no target; user 3 is too short to be held out.
    [3, [3], 5],
  ]);
  expect(readable(trainingSamples(SPLIT, 1))[1]).toEqual([0, [2], 3]);
});

test('held-out samples see the window before their target only', () => {
  expect(readable(heldOutSamples(SPLIT, 'validation', 2))).toEqual([
    [0, [2, 3], 5],
    [2, [2], 1],
  ]);
  expect(readable(heldOutSamples(SPLIT, 'test', 9))).toEqual([
    [0, [0, 2, 3, 5], 1],
    [2, [2, 1], 0],
  ]);
});

test('tokens by hand: level 1 from 3, level 2 from 7', () => {
  const vocabulary = vocabularyOf([4, 2], 0);
  expect(vocabulary).toMatchObject({ size: 9, levelOffsets: [3, 7] });
  const samples = heldOutSamples(SPLIT, 'validation', 2);
  // Rows 2, 3 are 0-1, 1-0, and the target 5 is 2-1; then row 2, and the target 1 is 0-0.
  expect(tokenBatch(vocabulary, SIX_ITEMS, samples, Uint32Array.of(0, 1))).toEqual({
    size: 2,
    time: 5,
    tokens: Uint32Array.of(...[3, 8, 4, 7, END], ...[3, 8, END, PAD, PAD]),
    lengths: Uint32Array.of(5, 3),
    decoderInputs: Uint32Array.of(DECODER_START, 5, DECODER_START, 3),
    labels: Uint32Array.of(5, 8, 3, 7),
    targets: Uint32Array.of(5, 1),
  });
});

test('a user token stands first', () => {
  const vocabulary = vocabularyOf([4, 2], 5);
  expect(vocabulary.size).toBe(14);
  const samples = heldOutSamples(SPLIT, 'validation', 2);
  const { tokens, lengths } = tokenBatch(vocabulary, SIX_ITEMS, samples, Uint32Array.of(1));
  expect(tokens).toEqual(Uint32Array.of(userToken(vocabulary, 2), 3, 8, END));
  expect(lengths).toEqual(Uint32Array.of(4));
  const buckets = Array.from({ length: 200 }, (_, user) => userToken(vocabulary, user));
  expect([...new Set(buckets)].sort((a, b) => a - b)).toEqual([9, 10, 11, 12, 13]);
});

test('decoded tokens are codes only in their own level', () => {
  const vocabulary = vocabularyOf([4, 2], 5);
  expect(codesOfTokens(vocabulary, [6, 7])).toEqual([3, 0]);
  expect(codesOfTokens(vocabulary, [7, 6])).toBeNull();
  expect(codesOfTokens(vocabulary, [6, 9])).toBeNull();
  expect(codesOfTokens(vocabulary, [END, 7])).toBeNull();
  expect(codesOfTokens(vocabulary, [6])).toBeNull();
});

test('an empty batch', () => {
  const samples = heldOutSamples(SPLIT, 'test', 2);
  const batch = tokenBatch(vocabularyOf([4, 2], 0), SIX_ITEMS, samples, new Uint32Array(0));
  expect(batch).toMatchObject({ size: 0, time: 0 });
});

const anySamples = fc
  .array(fc.integer({ min: 0, max: 12 }), { maxLength: 20 })
  .map((lengths) => lengths.map((length) => Array.from({ length }, (_, row) => row)))
  .map((users) => trainingSamples(leaveOneOut(historiesOf(...users)), 5));

test('an epoch holds every sample once, again the same for the same seed', () => {
  fc.assert(
    fc.property(
      anySamples,
      fc.integer({ min: 1, max: 7 }),
      fc.nat(9),
      (samples, batchSize, epoch) => {
        const batches = epochBatches(samples, { batchSize, seed: 3, epoch });
        expect([...batches.order].sort((a, b) => a - b)).toEqual([...samples.targets.keys()]);
        expect(epochBatches(samples, { batchSize, seed: 3, epoch })).toEqual(batches);
      },
    ),
  );
});

test('epochs differ, and batches of a pool are of about one length', () => {
  const users = Array.from({ length: 40 }, (_, user) => Array.from({ length: user }, (_, i) => i));
  const samples = trainingSamples(leaveOneOut(historiesOf(...users)), 40);
  const epoch = (number: number) =>
    epochBatches(samples, { batchSize: 16, seed: 0, epoch: number });
  expect(epoch(1).order).not.toEqual(epoch(0).order);
  const spread = Array.from({ length: batchCount(epoch(0)) }, (_, batch) => {
    const lengths = [...batchMembers(epoch(0), batch)].map((sample) => inputItems(samples, sample));
    return Math.max(...lengths) - Math.min(...lengths);
  });
  // 703 samples of 1 to 37 items make one pool, so a batch of 16 spans a few lengths.
  expect(Math.max(...spread)).toBeLessThanOrEqual(8);
});

test('for evaluation the shortest come first, in order', () => {
  const samples = trainingSamples(leaveOneOut(historiesOf([0, 1, 2, 3, 4], [0, 1, 2, 3])), 9);
  // Inputs of 1, 2 items of user 0, and of 1 of user 1.
  const batches = orderedBatches(samples, 2);
  expect(batches.order).toEqual(Uint32Array.of(0, 2, 1));
  expect(batchCount(batches)).toBe(2);
  expect(batchMembers(batches, 1)).toEqual(Uint32Array.of(1));
});
