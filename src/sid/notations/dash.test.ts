import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDashSids, writeDashSids } from './dash';
import { SIX_NAMED, anyItemSids, problemOf } from './notations.fixture';

test('six items by hand', () => {
  const texts = ['0-0', '0-0', '0-1', '1-0', '1-0', '2-1'];
  expect(writeDashSids(SIX_NAMED.sids)).toEqual(texts);
  const { sids } = readDashSids({ itemIds: SIX_NAMED.itemIds, texts });
  expect(sids).toEqual({ ...SIX_NAMED.sids, codebookSizes: [3, 2] });
});

test('one level', () => {
  expect(readDashSids({ itemIds: ['a'], texts: ['5'] }).sids.codes).toEqual([Uint32Array.of(5)]);
});

test.each(['', '-', '-5', '5-', '1--2', '1,2', '1-x'])('%j is no such SID', (text) => {
  const problem = problemOf(() => readDashSids({ itemIds: ['bad'], texts: [text] }));
  expect(problem.code).toBe('SID_SYNTAX');
  expect(problem.message).toContain('not written like 12-7-201');
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(anyItemSids, ({ itemIds, sids }) => {
      const { codebookSizes } = sids;
      const texts = writeDashSids(sids);
      expect(readDashSids({ itemIds, texts }, { codebookSizes })).toEqual({ itemIds, sids });
    }),
  );
});
