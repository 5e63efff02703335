import { expect, test } from 'vitest';
import { loadContrast } from './contrast';
import type { Shard } from './shard';

const MATCHED = { pairs: Uint32Array.of(0, 1), total: 3, unknown: 1, same: 1 };
const HISTORIES = { starts: Uint32Array.of(0, 5), rows: Uint32Array.of(4, 2, 3, 0, 1) };

function shard(loaded: number[][] = []): Shard {
  return {
    data: { pairsFromFile: () => Promise.resolve(MATCHED) },
    engine: {
      loadPairs: ({ pairs }: { pairs: Uint32Array }) => {
        loaded.push([...pairs]);
        return Promise.resolve('print');
      },
    },
    histories: { ...HISTORIES, summary: { name: 'h.jsonl' } },
  } as unknown as Shard;
}

const contrastive = { batchPairs: 64, pairsPerItem: 2 };
const asked = (window: number | null) => ({ contrastive: { ...contrastive, window } });

test('pairs of a file', async () => {
  const loaded: number[][] = [];
  const found = await loadContrast(shard(loaded), asked(null), new File([], 'p.npz'));
  expect(found).toEqual({
    config: { ...contrastive, pairs: 'print' },
    line: '1 of 3 pairs (1 with unknown items, 1 of an item with itself)',
  });
  expect(loaded).toEqual([[0, 1]]);
});

test('pairs of the histories, without the last two items', async () => {
  const loaded: number[][] = [];
  const found = await loadContrast(shard(loaded), asked(1), null);
  expect(found).toMatchObject({
    config: { pairs: 'print' },
    line: '2 pairs of h.jsonl, at most 1 places apart',
  });
  expect(found?.config).not.toHaveProperty('window');
  expect(loaded).toEqual([[2, 3, 2, 4]]);
});

test('none where none are asked for', async () => {
  expect(await loadContrast(shard(), { contrastive: null }, null)).toBeNull();
});
