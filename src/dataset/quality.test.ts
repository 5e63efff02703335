import { describe, expect, test } from 'vitest';
import { nonFiniteRows, normHistogram, qualityReport } from './quality';

test('rows with NaN or an infinity are found, -0 and tiny numbers are not', () => {
  const rows = [1, 2, NaN, 0, Infinity, 1, -0, 1e-45, -Infinity, Infinity, 3e38, -3e38];
  expect(nonFiniteRows(Float32Array.from(rows), 2)).toEqual([1, 2, 4]);
});

describe('the report', () => {
  test('zero rows and duplicates', () => {
    // Rows 0, 3 and 5 are equal; 1 and 2 are zero, but -0 differs in bits.
    const vectors = Float32Array.of(3, 4, 0, 0, -0, 0, 3, 4, 6, 8, 3, 4);
    const report = qualityReport(vectors, 2, 9);
    expect(report).toMatchObject({
      rows: 6,
      nonFiniteRows: 9,
      zeroRows: 2,
      distinctRows: 4,
      duplicateRows: 3,
    });
    expect(report.norms).toMatchObject({ min: 0, max: 10, mean: (5 * 3 + 10) / 6 });
  });

  test('the norm histogram covers all rows, both ends included', () => {
    const norms = Float32Array.from({ length: 25 }, (_, row) => row);
    const { edges, counts } = normHistogram(norms, 1);
    expect(counts).toHaveLength(24);
    expect(edges).toHaveLength(25);
    expect([edges[0], edges[24]]).toEqual([0, 24]);
    expect(counts).toEqual([...new Array<number>(23).fill(1), 2]);
  });

  test('unit vectors fill one bin, not 24 bins of rounding noise', () => {
    const { counts, min, max } = normHistogram(Float32Array.of(1, 1 + 2 ** -23, 1 - 2 ** -24), 1);
    expect(counts).toEqual([3]);
    expect(max).toBeGreaterThan(min);
  });

  test('a single zero row', () => {
    expect(normHistogram(new Float32Array(4), 4)).toEqual({
      min: 0,
      mean: 0,
      max: 0,
      edges: [0, 0],
      counts: [1],
    });
  });
});
