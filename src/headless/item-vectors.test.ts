import { expect, test } from 'vitest';
import { vectorsOf } from './item-vectors';

const items = {
  ...{ name: 'items.npy', ids: ['a', 'b', 'c'], dim: 2 },
  vectors: Float32Array.of(1, 2, 3, 4, 5, 6),
};

test('vectors in the order of the ids that are asked for', () => {
  expect(vectorsOf(['c', 'a'], items)).toEqual(Float32Array.of(5, 6, 1, 2));
});

test('items without a vector are counted and named', () => {
  expect(() => vectorsOf(['c', 'x', 'y'], items)).toThrow(
    expect.objectContaining({
      code: 'ITEMS_VECTORS',
      message: '2 of 3 coded items have no vector in items.npy, x the first.',
    }) as Error,
  );
});
