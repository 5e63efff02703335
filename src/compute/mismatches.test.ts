import { expect, test } from 'vitest';
import { mismatches } from './mismatches.fixture';

const f32 = (...values: number[]) => Float32Array.from(values);

test('equal outputs have no mismatches, NaN included', () => {
  const outputs = { sum: f32(1, NaN, -0), code: Uint32Array.of(7) };
  expect(mismatches(outputs, { sum: f32(1, NaN, 0), code: Uint32Array.of(7) })).toEqual([]);
});

test('names the element and both values', () => {
  expect(mismatches({ sum: f32(1, 2.5) }, { sum: f32(1, 2) })).toEqual(['sum[1]: 2.5, oracle 2']);
});

test('shows the first five and counts the rest', () => {
  const lines = mismatches({ sum: f32(0, 0, 0, 0, 0, 0) }, { sum: f32(1, 1, 1, 1, 1, 1) }, {});
  expect(lines).toHaveLength(6);
  expect(lines[5]).toBe('sum: 6 of 6 differ');
});

test('a tolerance applies to its tensor only, on both sides of its limit', () => {
  const tolerances = { sum: { relative: 0.25, absolute: 1 } };
  const want = { sum: f32(4), size: f32(4) };
  expect(mismatches({ sum: f32(6), size: f32(4) }, want, tolerances)).toEqual([]);
  expect(mismatches({ sum: f32(6.01), size: f32(4) }, want, tolerances)).toHaveLength(1);
  expect(mismatches({ sum: f32(4), size: f32(4.01) }, want, tolerances)).toHaveLength(1);
});

test('NaN, infinity, another length and a missing tensor are mismatches', () => {
  const wide = { sum: { relative: 1, absolute: 1 } };
  expect(mismatches({ sum: f32(NaN) }, { sum: f32(1) }, wide)).toHaveLength(1);
  expect(mismatches({ sum: f32(1) }, { sum: f32(NaN) }, wide)).toHaveLength(1);
  expect(mismatches({ sum: f32(Infinity) }, { sum: f32(1) }, wide)).toHaveLength(1);
  expect(mismatches({ sum: f32(1, 1) }, { sum: f32(1) }, wide)).toEqual(['sum: 2 elements, not 1']);
  expect(mismatches({}, { sum: f32(1) }, wide)).toEqual(['sum is missing']);
});
