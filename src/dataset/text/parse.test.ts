import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvParser } from './parse-csv';
import { parseJsonLines } from './parse-json-lines';
import { Unreadable, readBlock, textBlocks, type TextRecord } from './text-blocks';

const csv = csvParser(',');
const all = (text: string) => csv(text, true).records;

describe('CSV', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,\r\n\r\n,2',
      [
        ['a', 'b'],
        ['1', ''],
        ['', '2'],
      ],
    ],
    [
      '"a,b","say ""hi""","two\nlines"\nx,y,z',
      [
        ['a,b', 'say "hi"', 'two\nlines'],
        ['x', 'y', 'z'],
      ],
    ],
    [
      'a "quoted" word,5" disk\n1,2',
      [
        ['a "quoted" word', '5" disk'],
        ['1', '2'],
      ],
    ],
    ['"closed"late,b', [['closedlate', 'b']]],
    ['""\n"",x', [['', 'x']]],
    ['', []],
  ])('%j', (text, records) => {
    expect(all(text)).toEqual(records);
  });

  test('a quote that is never closed', () => {
    expect(all('a,b\n"1,2\n3,4\n')).toEqual([['a', 'b'], expect.any(Unreadable)]);
    expect(csv('a,b\n"1,2\n3,4\n', false)).toEqual({ records: [['a', 'b']], used: 4 });
  });

  const cell = fc.string({ unit: fc.constantFrom('a', 'ä', '😀', ',', '"', '\n', ' ') });
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  test('what is written in quotes is read back, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (table, at) => {
        const text = table.map((cells) => cells.map(quoted).join(',') + '\n').join('');
        expect(all(text)).toEqual(table);
        const cut = at % (text.length + 1);
        const first = csv(text.slice(0, cut), false);
        expect(first.used).toBeLessThanOrEqual(cut);
        expect([...first.records, ...all(text.slice(first.used))]).toEqual(table);
        const file = new File(['\ufeff', text], 'a.csv');
        const found: TextRecord[] = [];
        for await (const block of textBlocks(file, csv)) {
          found.push(...block.records);
          expect(await readBlock(file, block, csv)).toEqual(block.records);
        }
        expect(found).toEqual(table);
      }),
      { numRuns: 200 },
    );
  });
});

describe('JSON lines', () => {
  test('objects, and why others are none', () => {
    const { records, used } = parseJsonLines(
      '{"a":1}\n\n[1]\n{"a":\n{"id":9007199254740993}\n{"b"',
      false,
    );
    expect(records).toEqual([
      { a: 1 },
      new Unreadable('it is not a JSON object'),
      new Unreadable('it is not JSON'),
      new Unreadable('9007199254740992 is beyond 2^53 and was rounded; write it as text'),
    ]);
    expect(used).toBe(43);
  });
});

describe('blocks', () => {
  test('a long file comes in several, characters whole', async () => {
    const line = `${'ä€😀'.repeat(500)},b\n`;
    const file = new File([line.repeat(1500)], 'a.csv');
    let [blocks, count] = [0, 0];
    for await (const { records } of textBlocks(file, csv)) {
      blocks += 1;
      count += records.length;
      expect(records.every((record) => (record as string[])[0]?.length === 2000)).toBe(true);
    }
    expect(blocks).toBeGreaterThan(1);
    expect(count).toBe(1500);
  });

  test.each([
    ['TEXT_ENCODING', new File([Uint8Array.of(0x61, 0xe4, 0x2c, 0x0a)], 'latin1.csv')],
    ['TEXT_RECORD', new File(['a,"', new Uint8Array(65 << 20).fill(0x62), '\n'], 'endless.csv')],
  ])('%s', async (code, file) => {
    const read = async () => {
      for await (const block of textBlocks(file, csv)) expect(block).toBeDefined();
    };
    await expect(read()).rejects.toMatchObject({ code });
  });
});
