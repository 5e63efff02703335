import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readByColumns } from './npy-columns';

/** A column-major matrix behind some bytes, and its rows from `firstRow`, element by element. */
const matrices = fc
  .record({
    dataOffset: fc.integer({ min: 0, max: 9 }),
    itemBytes: fc.constantFrom(1, 2, 4, 8, 12, 3, 6),
    rows: fc.integer({ min: 1, max: 9 }),
    // More than one block of columns, and parts of one.
    width: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 31, max: 70 })),
    seed: fc.integer({ min: 0, max: 255 }),
  })
  .chain(
    (matrix) =>
      fc.record({
        ...Object.fromEntries(
          Object.entries(matrix).map(([key, value]) => [key, fc.constant(value)]),
        ),
        firstRow: fc.integer({ min: 0, max: matrix.rows }),
      }) as unknown as fc.Arbitrary<typeof matrix & { readonly firstRow: number }>,
  );

test('rows of a column-major matrix are its elements in turn, bytes untouched', async () => {
  await fc.assert(
    fc.asyncProperty(matrices, async ({ dataOffset, itemBytes, rows, width, firstRow, seed }) => {
      const bytes = Uint8Array.from(
        { length: dataOffset + rows * width * itemBytes },
        (_, at) => (at * 7 + (at >> 8) + seed) & 255,
      );
      const count = rows - firstRow;
      const columns = { dataOffset, itemBytes, rows, width, firstRow, count };
      const read = await readByColumns({ file: new Blob([bytes]), ...columns });
      const expected: number[] = [];
      for (let row = firstRow; row < rows; row++) {
        for (let column = 0; column < width; column++) {
          const at = dataOffset + (column * rows + row) * itemBytes;
          expected.push(...bytes.subarray(at, at + itemBytes));
        }
      }
      expect([...new Uint8Array(read)]).toEqual(expected);
    }),
    { seed: 5, numRuns: 60 },
  );
});
