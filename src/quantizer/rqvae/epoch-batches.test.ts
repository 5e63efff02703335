import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, FORGE_CONTRASTIVE } from '../config';
import { epochBatches } from './epoch-batches';
import { stepCounts } from './step-counts';

const ROWS = 100;
const rqvae = {
  ...DEFAULT_CONFIG.rqvae,
  batchRows: 8,
  contrastive: { ...FORGE_CONTRASTIVE, batchPairs: 10, pairs: '' },
};
/** Pair i joins row i % 100 and a row that tells i: 1000 + i. */
const pairs = Uint32Array.from({ length: 2 * 500 }, (_, at) =>
  at % 2 === 0 ? (at / 2) % ROWS : 1000 + (at - 1) / 2,
);

const batchesOf = (epoch: number, seed = 0, given: Uint32Array | null = pairs) => {
  const counts = stepCounts(ROWS, 3, rqvae, (given?.length ?? 0) / 2);
  return [...epochBatches(ROWS, given, counts, seed, epoch)];
};
const kinds = (epoch: number, seed = 0) => batchesOf(epoch, seed).map(({ kind }) => kind);

describe('stepCounts', () => {
  test('2.3 pairs an item at most, whole batches only', () => {
    expect(stepCounts(ROWS, 3, rqvae, 500)).toMatchObject({
      ...{ batchRows: 8, itemSteps: 12, batchPairs: 10, pairSteps: 23 },
      ...{ perEpoch: 35, total: 105, largestRows: 20 },
    });
    expect(stepCounts(ROWS, 3, rqvae, 59)).toMatchObject({ pairSteps: 5, perEpoch: 17 });
  });

  test('fewer pairs than a batch are one batch, none are no step', () => {
    expect(stepCounts(ROWS, 3, rqvae, 4)).toMatchObject({ batchPairs: 4, pairSteps: 1 });
    expect(stepCounts(ROWS, 3, rqvae)).toMatchObject({ batchPairs: 0, pairSteps: 0, perEpoch: 12 });
  });

  test('pairs without a contrastive config change nothing', () => {
    const plain = { ...rqvae, contrastive: null };
    expect(stepCounts(ROWS, 3, plain, 500)).toEqual(stepCounts(ROWS, 3, plain));
  });
});

describe('epochBatches', () => {
  test('each item and pair once at most, sides of a pair in equal places', () => {
    const batches = batchesOf(0);
    const items = batches.filter(({ kind }) => kind === 'items').flatMap(({ rows }) => [...rows]);
    expect(items).toHaveLength(12 * 8);
    expect(new Set(items).size).toBe(items.length);
    const drawn = batches
      .filter(({ kind }) => kind === 'pairs')
      .flatMap(({ rows }) => {
        expect(rows).toHaveLength(20);
        rows.subarray(0, 10).forEach((row, i) => {
          expect(row).toBe((rows[10 + i]! - 1000) % ROWS);
        });
        return [...rows.subarray(10)];
      });
    expect(drawn).toHaveLength(230);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('kinds come mixed, in proportion, in another order every epoch and seed', () => {
    const first = kinds(0);
    expect(first.filter((kind) => kind === 'pairs')).toHaveLength(23);
    expect(first.filter((kind) => kind === 'items')).toHaveLength(12);
    expect(first).not.toEqual(first.toSorted());
    expect(kinds(1)).not.toEqual(first);
    expect(kinds(0, 1)).not.toEqual(first);
    // Each place holds pairs about as often as their share: 23 of 35.
    const epochs = Array.from({ length: 200 }, (_, epoch) => kinds(epoch));
    for (const place of [0, 17, 34]) {
      const share = epochs.filter((order) => order[place] === 'pairs').length / epochs.length;
      expect(Math.abs(share - 23 / 35)).toBeLessThan(0.12);
    }
  });

  test('the same seed and epoch give the same batches; epochs draw other pairs', () => {
    expect(batchesOf(2)).toEqual(batchesOf(2));
    const drawn = (epoch: number) =>
      new Set(batchesOf(epoch).flatMap(({ kind, rows }) => (kind === 'pairs' ? [...rows] : [])));
    expect(drawn(1)).not.toEqual(drawn(0));
  });

  test('items come in the same batches with pairs between them and without', () => {
    const items = (given: Uint32Array | null) =>
      batchesOf(1, 0, given)
        .filter(({ kind }) => kind === 'items')
        .map(({ rows }) => rows.join())
        .sort();
    expect(items(pairs)).toEqual(items(null));
  });
});
