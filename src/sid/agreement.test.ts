import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sidAgreement } from './agreement';
import { SIX_ITEMS, anySids, sidStrings } from './sids.fixture';
import type { Sids } from './types';

/** Two SID sets of the same number of items. */
const twoSids = fc.tuple(anySids, anySids).map(([a, b]): [Sids, Sids] => {
  const rows = Math.min(a.rows, b.rows);
  const cut = (sids: Sids): Sids => ({
    ...sids,
    rows,
    codes: sids.codes.map((codes) => codes.subarray(0, rows)),
  });
  return [cut(a), cut(b)];
});

function level(codes: readonly number[]): Sids {
  return { rows: codes.length, codebookSizes: [16], codes: [Uint32Array.from(codes)] };
}

test('six items by hand, against a set of one level less', () => {
  // SIX_ITEMS' first codes: 0 0 0 1 1 2. Groups of A: 3 2 1, of B: 2 2 2, of both: 2 1 1 1 1.
  // TP = 1, FN = 3 + 1 - 1 = 3, FP = 3 - 1 = 2, TN = 15 - 6 = 9:
  // 2 (9 - 6) / (4 * 12 + 3 * 11) = 6/81. Equal codes: rows 0, 1, 3, 5.
  const [depth, ...deeper] = sidAgreement(SIX_ITEMS, level([0, 0, 1, 1, 2, 2]));
  expect(deeper).toEqual([]);
  expect(depth).toMatchObject({ depth: 1, n: 6, equalItems: 4, distinctA: 3, distinctB: 3 });
  expect(depth?.equalShare).toBe(4 / 6);
  expect(depth?.adjustedRand).toBeCloseTo(2 / 27, 12);
});

test('a prefix is equal only while all its codes are', () => {
  const other = { ...SIX_ITEMS, codes: [Uint32Array.of(0, 1, 0, 1, 1, 2), SIX_ITEMS.codes[1]!] };
  // Row 1 differs at level 1; its equal code at level 2 does not mend that.
  expect(sidAgreement(SIX_ITEMS, other).map(({ equalItems }) => equalItems)).toEqual([5, 5]);
});

test('renamed codes: the same partition, no equal string', () => {
  const [depth] = sidAgreement(level([0, 0, 1, 2]), level([7, 7, 9, 8]));
  expect(depth).toMatchObject({ adjustedRand: 1, equalShare: 0 });
});

test.each([
  { name: 'no rows', codes: [] },
  { name: 'one row', codes: [3] },
  { name: 'all the same', codes: [5, 5, 5] },
])('$name agrees with itself', ({ codes }) => {
  const sids = level(codes);
  expect(sidAgreement(sids, sids)[0]).toMatchObject({ adjustedRand: 1, equalShare: 1 });
});

test('another number of rows is a bug', () => {
  expect(() => sidAgreement(SIX_ITEMS, level([0]))).toThrow('6 rows against 1');
});

test('identical sets agree wholly at every depth', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const depths = sidAgreement(sids, sids);
      expect(depths.length).toBe(sids.codes.length);
      for (const { adjustedRand, equalShare } of depths) {
        expect(adjustedRand).toBe(1);
        expect(equalShare).toBe(1);
      }
    }),
  );
});

test('symmetric', () => {
  fc.assert(
    fc.property(twoSids, ([a, b]) => {
      const swapped = sidAgreement(b, a).map(({ distinctA, distinctB, ...depth }) => ({
        ...depth,
        distinctA: distinctB,
        distinctB: distinctA,
      }));
      expect(sidAgreement(a, b)).toEqual(swapped);
    }),
  );
});

test('renaming the codes of each level changes no Rand index', () => {
  fc.assert(
    fc.property(twoSids, fc.nat(8), ([a, b], shift) => {
      const codes = a.codes.map((column, l) => {
        const k = a.codebookSizes[l]!;
        return column.map((code) => (code + shift) % k);
      });
      const ofDepths = (sids: Sids) =>
        sidAgreement(sids, b).map(({ adjustedRand }) => adjustedRand);
      expect(ofDepths({ ...a, codes })).toEqual(ofDepths(a));
    }),
  );
});

test('as a comparison of every pair of items finds', () => {
  fc.assert(
    fc.property(twoSids, ([a, b]) => {
      for (const { depth, adjustedRand, distinctA } of sidAgreement(a, b)) {
        const [stringsA, stringsB] = [sidStrings(a, depth), sidStrings(b, depth)];
        let [both, inA, inB, all] = [0, 0, 0, 0];
        for (let i = 0; i < a.rows; i++) {
          for (let j = i + 1; j < a.rows; j++) {
            const [sameA, sameB] = [stringsA[i] === stringsA[j], stringsB[i] === stringsB[j]];
            both += Number(sameA && sameB);
            inA += Number(sameA);
            inB += Number(sameB);
            all += 1;
          }
        }
        // Hubert & Arabie's own form: (index - expected) / (maximum - expected).
        const expected = all === 0 ? 0 : (inA * inB) / all;
        const maximum = (inA + inB) / 2;
        const plain = maximum === expected ? 1 : (both - expected) / (maximum - expected);
        expect(adjustedRand).toBeCloseTo(plain, 9);
        expect(distinctA).toBe(new Set(stringsA).size);
      }
    }),
  );
});

test('independent random codes agree no more than chance', () => {
  // Multiplicative congruential draws (Park & Miller 1988), taken from the high end of the state.
  let state = 20;
  const draw = () => {
    state = (state * 16807) % 2147483647;
    return Math.floor((state / 2147483647) * 16);
  };
  const random = () => level(Array.from({ length: 20_000 }, draw));
  const [depth] = sidAgreement(random(), random());
  // The index has a standard deviation below 0.001 here; 1/16 of the codes are equal.
  expect(Math.abs(depth!.adjustedRand)).toBeLessThan(0.005);
  expect(depth?.equalShare).toBeCloseTo(1 / 16, 2);
});
