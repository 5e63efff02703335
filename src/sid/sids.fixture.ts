import fc from 'fast-check';
import type { Sids } from './types';

/** Six items: SIDs 0-0, 0-0, 0-1, 1-0, 1-0, 2-1 over codebooks of 4 and 2. */
export const SIX_ITEMS: Sids = {
  rows: 6,
  codebookSizes: [4, 2],
  codes: [Uint32Array.of(0, 0, 0, 1, 1, 2), Uint32Array.of(0, 0, 1, 0, 0, 1)],
};

/** Any small SID set: 0..60 items, 1..4 levels, K from 1 to 9. */
export const anySids: fc.Arbitrary<Sids> = fc
  .record({
    rows: fc.integer({ min: 0, max: 60 }),
    codebookSizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  })
  .chain(({ rows, codebookSizes }) =>
    fc
      .tuple(
        ...codebookSizes.map((k) =>
          fc.uint32Array({ min: 0, max: k - 1, minLength: rows, maxLength: rows }),
        ),
      )
      .map((codes) => ({ rows, codebookSizes, codes })),
  );

/** SIDs as strings, the plain way: for comparison in tests only. */
export function sidStrings(sids: Sids, depth = sids.codes.length): string[] {
  return Array.from({ length: sids.rows }, (_, row) =>
    sids.codes
      .slice(0, depth)
      .map((codes) => codes[row])
      .join('-'),
  );
}
