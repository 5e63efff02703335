import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ItemHeap } from './item-heap';

test('items come in order, however they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (items) => {
      const heap = new ItemHeap((a, b) => a < b);
      for (const item of items) heap.push(item);
      const taken = items.map(() => heap.pop());
      expect(taken).toEqual(items.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

test('an item may come back with a later key', () => {
  const key = [1, 2, 3];
  const heap = new ItemHeap((a, b) => key[a]! < key[b]!);
  for (const item of [2, 0, 1]) heap.push(item);
  expect(heap.pop()).toBe(0);
  key[0] = 2.5;
  heap.push(0);
  expect([heap.pop(), heap.pop(), heap.pop()]).toEqual([1, 0, 2]);
});
