import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { readCommaSids } from './comma';
import { writeColumnsCsv, writeCommaCsv, writeTokensCsv } from './csv';
import { readForgeTokens } from './forge-tokens';
import { anyItemSids, problemOf, readCsv, SIX_NAMED } from './notations.fixture';

test('six items by hand', () => {
  const lines = ['B07,"0,0"', '12,"0,0"', ',"0,1"', '3,"1,0"', 'a b,"1,0"', '__proto__,"2,1"'];
  expect(writeCommaCsv(SIX_NAMED)).toBe(`item_id,SID\n${lines.join('\n')}\n`);
  expect(writeTokensCsv(SIX_NAMED).split('\n').slice(0, 4)).toEqual([
    'item_id,SID',
    'B07,C0C8192',
    '12,C0C8192',
    ',C0C8193',
  ]);
  expect(writeTokensCsv(SIX_NAMED, 4)).toContain('__proto__,C2C5\n');
  expect(writeColumnsCsv(SIX_NAMED).split('\n').slice(0, 3)).toEqual([
    'base62_string,codebook_lv1,codebook_lv2',
    'B07,0,0',
    '12,0,0',
  ]);
});

test('ids with commas, quotes and line breaks are quoted', () => {
  const items = { itemIds: ['a,b', 'say "x"', 'c\nd', ' e', 'f', 'g'], sids: SIX_ITEMS };
  const text = writeColumnsCsv(items);
  expect(text).toContain('\n"a,b",0,0\n"say ""x""",0,0\n"c\nd",0,1\n e,1,0\n');
  expect(readCsv(text).map(([id]) => id)).toEqual(['base62_string', ...items.itemIds]);
});

test('tokens of two levels are never the same', () => {
  expect(problemOf(() => writeTokensCsv(SIX_NAMED, 2)).code).toBe('SID_OFFSET');
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(anyItemSids, (given) => {
      const options = { codebookSizes: given.sids.codebookSizes };
      const column = (text: string) => {
        const rows = readCsv(text).slice(1);
        return { itemIds: rows.map(([id]) => id!), texts: rows.map(([, sid]) => sid!) };
      };
      expect(readCommaSids(column(writeCommaCsv(given)), options)).toEqual(given);
      expect(readForgeTokens(column(writeTokensCsv(given)), options)).toMatchObject(given);
      const rows = readCsv(writeColumnsCsv(given)).slice(1);
      const texts = rows.map((cells) => cells.slice(1).join(','));
      const itemIds = rows.map(([id]) => id!);
      expect(readCommaSids({ itemIds, texts }, options)).toEqual(given);
    }),
  );
});
