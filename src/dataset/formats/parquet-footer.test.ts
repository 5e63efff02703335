import { expect, test } from 'vitest';
import { withoutArrowSchema } from './parquet-footer';

/** A file of some data, a footer and Parquet's trailer: footer length and magic. */
function parquetLike(footer: string): File {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, footer.length, true);
  return new File(['PAR1\x0cARROW:schema', footer, length, 'PAR1'], 'a.parquet');
}

test('the hint is renamed in the footer, and nothing else changes', async () => {
  const before = parquetLike('xx\x18\x0cARROW:schema\x18\x03abc');
  const after = await withoutArrowSchema(before);
  expect(after.size).toBe(before.size);
  expect(await after.text()).toBe(
    (await before.text()).replace(/(?<=xx..)ARROW:schema/, 'arrow:SCHEMA'),
  );
  // However it is cut.
  const text = await after.text();
  for (let at = 1; at < after.size; at++) {
    const parts = [after.slice(0, at).text(), after.slice(at).text()];
    expect((await Promise.all(parts)).join('')).toBe(text);
  }
});

test.each([
  ['no hint', 'xx\x18\x06pandas'],
  ['a value that only mentions it', 'xx\x18\x14see ARROW:schema too'],
])('%s: the same file', async (_name, footer) => {
  const file = parquetLike(footer);
  expect(await withoutArrowSchema(file)).toBe(file);
});

test('a footer length beyond the file is left to the decoder', async () => {
  const file = new File(['PAR1\xff\xff\xff\x7fPAR1'], 'a.parquet');
  expect(await withoutArrowSchema(file)).toBe(file);
});
