import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForgeTokens, writeForgeTokens } from './forge-tokens';
import { SIX_NAMED, anyItemSids, problemOf } from './notations.fixture';

test('the SID of the documentation', () => {
  // 8209 - 8192 = 17; 20001 - 16384 = 3617.
  const { sids, offset } = readForgeTokens({ itemIds: ['x'], texts: ['C17C8209C20001'] });
  expect(offset).toBe(8192);
  expect(sids).toEqual({
    rows: 1,
    codebookSizes: [18, 18, 3618],
    codes: [Uint32Array.of(17), Uint32Array.of(17), Uint32Array.of(3617)],
  });
});

test('six items by hand', () => {
  const texts = ['C0C8192', 'C0C8192', 'C0C8193', 'C1C8192', 'C1C8192', 'C2C8193'];
  expect(writeForgeTokens(SIX_NAMED.sids)).toEqual(texts);
  expect(writeForgeTokens(SIX_NAMED.sids, 4).at(-1)).toBe('C2C5');
  const { sids } = readForgeTokens({ itemIds: SIX_NAMED.itemIds, texts });
  expect(sids).toEqual({ ...SIX_NAMED.sids, codebookSizes: [3, 2] });
});

test('an offset of K that only the stated codebook size tells', () => {
  // 500 < o, 1507/2 < o and o <= 1003: anything from 754 to 1003, no power of two among them.
  const texts = { itemIds: ['a', 'b'], texts: ['C500C1003', 'C3C1507'] };
  expect(problemOf(() => readForgeTokens(texts))).toMatchObject({
    code: 'SID_OFFSET',
    message: 'Every offset between levels from 754 to 1003 explains the tokens.',
  });
  const { sids, offset } = readForgeTokens(texts, { codebookSizes: [1000, 1000] });
  expect(offset).toBe(1000);
  expect(sids.codes[1]).toEqual(Uint32Array.of(3, 507));
  expect(readForgeTokens(texts, { offset: 1000 }).sids.codes).toEqual(sids.codes);
});

test('tokens without offset', () => {
  expect(problemOf(() => readForgeTokens({ itemIds: ['a'], texts: ['C17C5'] }))).toMatchObject({
    code: 'SID_OFFSET',
    message:
      'No offset between levels explains the tokens: their upper ends ask for 18 or more, their lower ends for 5 or less.',
  });
});

test.each([
  // Level 2 of offset 8192 begins at C8192; level 1 ends before it.
  { text: 'C1C8191', token: 'C8191 at level 2, whose tokens are C8192 to C16383' },
  { text: 'C8192C8192', token: 'C8192 at level 1, whose tokens are C0 to C8191' },
])('$text with a stated offset of 8192', ({ text, token }) => {
  const texts = { itemIds: ['good', 'bad'], texts: ['C0C8192', text] };
  const problem = problemOf(() => readForgeTokens(texts, { offset: 8192 }));
  expect(problem.code).toBe('SID_OFFSET');
  expect(problem.message).toBe(`Item "bad" (row 1) has token ${token} with an offset of 8192.`);
});

test.each(['', 'C', '17', 'c17', 'C17C', 'C17 C8209', 'C-1', 'xC17', 'C1.5'])(
  '%j is no such SID',
  (text) => {
    const problem = problemOf(() => readForgeTokens({ itemIds: ['a'], texts: [text] }));
    expect(problem.code).toBe('SID_SYNTAX');
  },
);

test('a codebook wider than the offset', () => {
  const wide = {
    rows: 1,
    codebookSizes: [16, 9000],
    codes: [Uint32Array.of(0), Uint32Array.of(8999)],
  };
  expect(problemOf(() => writeForgeTokens(wide, 8192)).code).toBe('SID_OFFSET');
  // By itself the offset makes room: 9000 + 8999.
  expect(writeForgeTokens(wide)).toEqual(['C0C17999']);
});

test('no items', () => {
  expect(readForgeTokens({ itemIds: [], texts: [] }).sids.rows).toBe(0);
});

test('what is written is read back, with the offset stated or found', () => {
  fc.assert(
    fc.property(anyItemSids, fc.option(fc.integer({ min: 9, max: 9999 })), (items, stated) => {
      const { itemIds, sids } = items;
      const { codebookSizes } = sids;
      const texts = writeForgeTokens(sids, stated ?? undefined);
      const options = stated === null ? {} : { offset: stated };
      const read = readForgeTokens({ itemIds, texts }, { codebookSizes, ...options });
      expect(read).toMatchObject({ itemIds, sids });
      if (sids.rows > 0 && sids.codes.length > 1) expect(read.offset).toBe(stated ?? 8192);
    }),
  );
});
