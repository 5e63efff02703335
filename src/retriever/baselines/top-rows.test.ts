import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topRows } from './top-rows';

test('the head of the sorted rows, ties by their order', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 });
  fc.assert(
    fc.property(scores, fc.nat(45), fc.boolean(), (list, count, backwards) => {
      const rows = Uint32Array.from(list.keys());
      if (backwards) rows.reverse();
      const places = new Map([...rows].map((row, place) => [row, place]));
      const sorted = [...rows].sort(
        (a, b) => list[b]! - list[a]! || places.get(a)! - places.get(b)!,
      );
      expect([...topRows(rows, Float64Array.from(list), count)]).toEqual(sorted.slice(0, count));
    }),
  );
});

test('rows that are not all items', () => {
  const top = topRows(Uint32Array.of(4, 1, 3), Float32Array.of(9, 2, 9, 2, 1), 2);
  expect(top).toEqual(Uint32Array.of(1, 3));
});
