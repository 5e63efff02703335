import { expect, test } from 'vitest';
import { prepareVectors } from './vectors';
import { refitCodebooks } from './refit-codebooks';

test('means of the items of a code, then of what is left; a code without items is out of reach', async () => {
  const vectors = Float32Array.of(0, 0, 2, 0, 8, 1, 8, 3, 8, 5);
  const prepared = await prepareVectors(vectors, 2, { center: false, normalize: false });
  const levels = refitCodebooks(prepared, {
    rows: 5,
    codebookSizes: [3, 2],
    codes: [Uint32Array.of(0, 0, 2, 2, 2), Uint32Array.of(0, 1, 0, 0, 1)],
  });
  expect([...levels[0]!.codebook]).toEqual([1, 0, Math.fround(1e18), Math.fround(1e18), 8, 3]);
  // What is left: (-1, 0), (1, 0), (0, -2), (0, 0), (0, 2).
  const [x, y] = [-1 / 3, -2 / 3].map(Math.fround);
  expect([...levels[1]!.codebook]).toEqual([x, y, 0.5, 1]);
  expect(levels.map(({ codebookSize }) => codebookSize)).toEqual([3, 2]);
  // Of 60.8 + 18.8 around the mean (5.2, 1.8), the levels leave 10 and then 10 / 3 + 2.5.
  expect(levels[0]!.residualEnergy).toBeCloseTo(10 / 79.6, 6);
  expect(levels[1]!.residualEnergy).toBeCloseTo(35 / 6 / 79.6, 6);
  // A zero vector has no direction and counts 0.
  const cosines = [1, [8, 1], [8, 3], [8, 5]].map((x) =>
    typeof x === 'number' ? x : (8 * x[0]! + 3 * x[1]!) / Math.hypot(8, 3) / Math.hypot(...x),
  );
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / 5;
  expect(levels[0]!.meanCosine).toBeCloseTo(mean, 6);
});
