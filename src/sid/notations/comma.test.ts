import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCommaSids, writeCommaSids } from './comma';
import { SIX_NAMED, anyItemSids, problemOf } from './notations.fixture';

test('six items by hand', () => {
  const texts = ['0,0', '0,0', '0,1', '1,0', '1,0', '2,1'];
  expect(writeCommaSids(SIX_NAMED.sids)).toEqual(texts);
  const { sids } = readCommaSids({ itemIds: SIX_NAMED.itemIds, texts });
  expect(sids).toEqual({ ...SIX_NAMED.sids, codebookSizes: [3, 2] });
});

test('blanks around the numbers, leading zeros', () => {
  const { sids } = readCommaSids({ itemIds: ['a'], texts: [' 111, 222 ,007 '] });
  expect(sids.codes).toEqual([Uint32Array.of(111), Uint32Array.of(222), Uint32Array.of(7)]);
});

test.each(['', ' ', '1,', ',1', '1,,2', '-1,2', '1.5,2', '1e3', 'nan', '0x1f', '1-2', '1 2'])(
  '%j is no such SID',
  (text) => {
    const problem = problemOf(() =>
      readCommaSids({ itemIds: ['ok', 'bad'], texts: ['1,2', text] }),
    );
    expect(problem.code).toBe('SID_SYNTAX');
    expect(problem.message).toContain('Item "bad" (row 1)');
  },
);

test('a text for every item, or it is a bug', () => {
  expect(() => readCommaSids({ itemIds: ['a'], texts: [] })).toThrow('1 item ids for 0 SIDs');
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(anyItemSids, ({ itemIds, sids }) => {
      const { codebookSizes } = sids;
      const texts = writeCommaSids(sids);
      expect(readCommaSids({ itemIds, texts }, { codebookSizes })).toEqual({ itemIds, sids });
    }),
  );
});
