import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySids } from '../sids.fixture';
import { chooseOffset, offsetRange } from './forge-offset';

function tokensOf(levels: readonly (readonly number[])[]): Uint32Array[] {
  return levels.map((level) => Uint32Array.from(level));
}

test.each([
  // The lowest and highest tokens of FORGE's published sample:
  // max(8171, 16380/2, 24573/3) = 8191, so 8192 or more; min(8199, 16385/2) = 8192 or less.
  {
    levels: [
      [2, 8171],
      [8199, 16380],
      [16385, 24573],
    ],
    smallest: 8192,
    largest: 8192,
  },
  // 17 < o; 300 / 2 < o; 600 / 3 < o. o <= 300; o <= 600 / 2.
  { levels: [[17], [300], [600]], smallest: 201, largest: 300 },
  { levels: [[0, 17]], smallest: 18, largest: Infinity },
  // Codes without offset: 17 < o by level 1, o <= 5 by level 2.
  {
    levels: [
      [17, 3],
      [5, 9],
    ],
    smallest: 18,
    largest: 5,
  },
  { levels: [[], []], smallest: 1, largest: Infinity },
])('tokens $levels allow $smallest to $largest', ({ levels, smallest, largest }) => {
  expect(offsetRange(tokensOf(levels))).toEqual({ smallest, largest });
});

test.each([
  { smallest: 8192, largest: 8192, sizes: undefined, offset: 8192 },
  { smallest: 201, largest: 300, sizes: undefined, offset: 256 },
  { smallest: 100, largest: 100, sizes: undefined, offset: 100 },
  { smallest: 990, largest: 1003, sizes: undefined, offset: null },
  { smallest: 990, largest: 1003, sizes: [1000, 1000], offset: 1000 },
  { smallest: 990, largest: 1030, sizes: [1000, 1000], offset: 1000 },
  { smallest: 990, largest: 1003, sizes: [1000, 999], offset: null },
  // A stated K that is not the offset.
  { smallest: 8100, largest: 8200, sizes: [256, 256], offset: 8192 },
  { smallest: 18, largest: 5, sizes: undefined, offset: null },
  { smallest: 18, largest: Infinity, sizes: undefined, offset: 8192 },
  { smallest: 9000, largest: Infinity, sizes: undefined, offset: 16384 },
])('$smallest to $largest, K $sizes: $offset', ({ smallest, largest, sizes, offset }) => {
  expect(chooseOffset({ smallest, largest }, sizes)).toBe(offset);
});

test('a power of two not below K is always found again', () => {
  fc.assert(
    fc.property(anySids, fc.integer({ min: 4, max: 16 }), ({ rows, codes }, log2) => {
      fc.pre(rows > 0 && codes.length > 1);
      const offset = 2 ** log2;
      const tokens = codes.map((column, l) => column.map((code) => code + l * offset));
      expect(chooseOffset(offsetRange(tokens))).toBe(offset);
    }),
  );
});

test('an offset of K is found wherever the second level uses its first and last code', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8192 }), fc.nat(), (k, code) => {
      const tokens = tokensOf([
        [code % k, 0, 0],
        [k, 2 * k - 1, k],
      ]);
      expect(chooseOffset(offsetRange(tokens))).toBe(k);
    }),
  );
});
