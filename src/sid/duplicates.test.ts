import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateVectors } from './duplicates';

test('items that share a vector, and distinct vectors', () => {
  const vectors = Float32Array.of(1, 2, 3, 4, 1, 2, 5, 6, 1, 2, 3, 4);
  expect(duplicateVectors(vectors, 2)).toEqual({ items: 5, distinct: 3 });
});

test('bits decide: 0 and -0 differ, NaN equals itself', () => {
  expect(duplicateVectors(Float32Array.of(0, -0, NaN, NaN), 1)).toEqual({ items: 2, distinct: 3 });
});

test('a view into a larger buffer', () => {
  const vectors = Float32Array.of(9, 1, 1, 2).subarray(1);
  expect(duplicateVectors(vectors, 1)).toEqual({ items: 2, distinct: 2 });
});

test('no rows', () => {
  expect(duplicateVectors(new Float32Array(0), 3)).toEqual({ items: 0, distinct: 0 });
});

test('a ragged matrix is a bug', () => {
  expect(() => duplicateVectors(new Float32Array(5), 2)).toThrow('5 values, not a multiple of 2');
});

test('as many as a comparison of every pair finds', () => {
  const component = fc.constantFrom(0, 1, 2, -1);
  fc.assert(
    fc.property(fc.array(fc.tuple(component, component), { maxLength: 40 }), (rows) => {
      const texts = rows.map((row) => row.join());
      const shared = texts.filter((text) => texts.indexOf(text) !== texts.lastIndexOf(text));
      expect(duplicateVectors(Float32Array.from(rows.flat()), 2)).toEqual({
        items: shared.length,
        distinct: new Set(texts).size,
      });
    }),
  );
});
