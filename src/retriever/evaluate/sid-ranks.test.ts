import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTrie } from '../../sid/trie';
import { SidRanks } from './sid-ranks';
import { NOT_RANKED } from './target-ranks';

test('a SID stands where its best item stands; its others take no place', () => {
  // SIDs of rows 0..5: a, b, a, c, b, c.
  const codes = [Uint32Array.of(0, 1, 0, 2, 1, 2)];
  const ranks = new SidRanks(buildTrie({ rows: 6, codebookSizes: [3], codes }));
  const rank = (target: number, ranking: number[]) =>
    ranks.rankOf(
      target,
      Uint32Array.from(ranking).sort(),
      (a, b) => ranking.indexOf(a) < ranking.indexOf(b),
    );
  expect(rank(0, [1, 4, 3, 2, 0])).toBe(2);
  expect(rank(2, [1, 4, 3, 2, 0])).toBe(2);
  expect(rank(4, [1, 4, 3, 2, 0])).toBe(0);
  // The target itself need not be ranked, only its SID.
  expect(rank(5, [3])).toBe(0);
  expect(rank(5, [0, 1])).toBe(NOT_RANKED);
  expect(rank(5, [])).toBe(NOT_RANKED);
});

test('it is the place among the distinct SIDs of the ranking', () => {
  const code = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.array(code, { minLength: 1, maxLength: 12 }), fc.nat(11), (codes, seed) => {
      const rows = codes.length;
      const column = Uint32Array.from(codes);
      const ranks = new SidRanks(buildTrie({ rows, codebookSizes: [4], codes: [column] }));
      // Any order of the rows.
      const place = (row: number) => (row * 7 + seed) % (rows + 1);
      const ranking = [...column.keys()].sort((a, b) => place(a) - place(b) || a - b);
      const order = (a: number, b: number) => ranking.indexOf(a) < ranking.indexOf(b);
      const distinct = [...new Set(ranking.map((row) => codes[row]!))];
      const all = Uint32Array.from(column.keys());
      for (const row of all) {
        expect(ranks.rankOf(row, all, order)).toBe(distinct.indexOf(codes[row]!));
      }
    }),
  );
});
