import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CostGroup } from './cost-group';
import { roundPlan } from './round-plan';

/** A group over all codes whose costs all tie, unless given. */
function groupOf(items: number, codebookSize: number, costs?: number[]): CostGroup {
  return {
    items,
    codebookSize,
    columns: Uint32Array.from({ length: codebookSize }, (_, code) => code),
    costs: Float32Array.from(costs ?? new Array<number>(items * codebookSize).fill(0)),
  };
}

const codesOf = (group: CostGroup, logShares: number[]) => [
  ...roundPlan(group, Float64Array.from(logShares)).codes,
];

test('the largest share first; the item that comes too late takes its next', () => {
  expect(codesOf(groupOf(2, 3), [-0.2, -2, -1, -0.1, -3, -4])).toEqual([2, 0]);
});

test('equal shares: the lower cost, then the lower item, then the lower code', () => {
  const ties = [-1, -1, -1, -1];
  expect(codesOf(groupOf(2, 2), ties)).toEqual([0, 1]);
  expect(codesOf(groupOf(2, 2, [0.5, 0.4, 0.5, 0.3]), ties)).toEqual([0, 1]);
  expect(codesOf(groupOf(2, 2, [0.5, 0.2, 0.5, 0.3]), ties)).toEqual([1, 0]);
});

test('codes, not columns', () => {
  const group = { ...groupOf(1, 9, [0, 0]), columns: Uint32Array.of(3, 7) };
  expect(codesOf(group, [-2, -1])).toEqual([7]);
});

test('more items than codes: evenly, and who shares is told', () => {
  // All five prefer code 0, in the order 1, 2, 3, 4, 0. It takes three; the other two tie for code 1.
  const { codes, shared } = roundPlan(
    groupOf(5, 2),
    Float64Array.of(-5, -6, -1, -6, -2, -6, -3, -6, -4, -6),
  );
  expect([...codes]).toEqual([1, 0, 0, 0, 1]);
  expect(shared).toEqual([2, 3, 4]);
});

test('the same as taking pairs from one sorted list; counts are even', () => {
  const cases = fc.integer({ min: 1, max: 12 }).chain((items) =>
    fc.integer({ min: 1, max: 5 }).chain((codes) =>
      fc.record({
        items: fc.constant(items),
        codes: fc.constant(codes),
        shares: fc.array(fc.integer({ min: -4, max: 0 }), {
          minLength: items * codes,
          maxLength: items * codes,
        }),
      }),
    ),
  );
  fc.assert(
    fc.property(cases, ({ items, codes, shares }) => {
      const rounded = roundPlan(groupOf(items, codes), Float64Array.from(shares));
      const taken = new Array<number>(codes).fill(0);
      const expected = new Map<number, number>();
      const pairs = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]! || a - b);
      let extras = items % codes;
      for (const pair of pairs) {
        const [item, code] = [Math.floor(pair / codes), pair % codes];
        const isExtra = taken[code] === Math.floor(items / codes);
        if (expected.has(item) || (isExtra && extras === 0)) continue;
        if (taken[code]! > Math.floor(items / codes)) continue;
        if (isExtra) extras -= 1;
        taken[code]! += 1;
        expected.set(item, code);
      }
      expect([...rounded.codes]).toEqual([...expected].sort(([a], [b]) => a - b).map(([, c]) => c));
      expect(Math.max(...taken) - Math.min(...taken)).toBeLessThanOrEqual(1);
      expect(rounded.shared.length).toBe(Math.max(0, items - codes));
    }),
  );
});
