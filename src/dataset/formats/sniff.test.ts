import { expect, test } from 'vitest';
import { sniffFormat } from './sniff';

const file = (text: string, name: string) =>
  new File([Uint8Array.from(text, (char) => char.charCodeAt(0))], name);

test.each([
  ['npy', file('\x93NUMPY\x01\x00', 'a.parquet')],
  ['npz', file('PK\x03\x04....', 'a.bin')],
  ['parquet', file('PAR1........PAR1', 'a.csv')],
  ['arrow', file('ARROW1\0\0....ARROW1', 'a.feather')],
  ['arrow', file('\xff\xff\xff\xff....', 'a.arrows')],
  ['csv', file('item_id,title\n1,a', 'items.parquet')],
  ['csv', file('\xef\xbb\xbfitem_id,title\n1,a', 'excel.csv')],
  ['tsv', file('item_id\ttitle, and more\n1\ta', 'items.txt')],
  ['jsonl', file(' {"item_id": 1}', 'items.npz')],
])('%s by its bytes, whatever its extension', async (format, input) => {
  expect(await sniffFormat(input)).toBe(format);
});

test.each([
  ['FILE_TYPE', 'text', file('some notes\n1,a', 'items.parquet')],
  ['FILE_TYPE', 'JSON', file('[{"item_id": 1}]', 'items.npz')],
  ['FILE_TYPE', 'HTML', file('<!DOCTYPE html><a href="a,b">', 'items.parquet')],
  ['FILE_TYPE', 'no format', file('a,b\x00\x01', 'items.csv')],
  ['FILE_TYPE', 'pickle', file('\x80\x04\x95\x10\x00', 'items.pkl')],
  ['FILE_TYPE', 'gzip', file('\x1f\x8b\x08\x00', 'items.parquet.gz')],
  ['FILE_TYPE', 'encrypted', file('PARE....PARE', 'items.parquet')],
  ['FILE_TYPE', 'no format', file('\x00\x01\x02\x03', 'items.bin')],
  ['FILE_TYPE', 'Feather', file('FEA1....', 'a.feather')],
  ['FILE_TRUNCATED', 'footer', file('ARROW1\0\0....', 'a.feather')],
  ['FILE_TRUNCATED', 'footer', file('PAR1........', 'items.parquet')],
  ['FILE_TRUNCATED', 'beginning', file('........PAR1', 'items.parquet')],
  ['FILE_TRUNCATED', '0 bytes', file('', 'items.parquet')],
])('%s: %s', async (code, word, input) => {
  await expect(sniffFormat(input)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(word) as string,
  });
});
