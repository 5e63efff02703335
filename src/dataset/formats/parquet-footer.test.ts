import { expect, test } from 'vitest';
import { withoutArrowSchema } from './parquet-footer';

/** A file of some data, a footer and Parquet's trailer: footer length and magic. */
function parquetLike(footer: string): Blob {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, footer.length, true);
  return new Blob(['PAR1\x0cARROW:schema', footer, length, 'PAR1']);
}

test('the hint is renamed in the footer, and nothing else changes', async () => {
  const before = parquetLike('xx\x18\x0cARROW:schema\x18\x03abc');
  const after = await withoutArrowSchema(before);
  expect(after.size).toBe(before.size);
  expect(await after.text()).toBe(
    (await before.text()).replace(/(?<=xx..)ARROW:schema/, 'arrow:SCHEMA'),
  );
});

test.each([
  ['no hint', 'xx\x18\x06pandas'],
  ['a value that only mentions it', 'xx\x18\x14see ARROW:schema too'],
])('%s: the same file', async (_name, footer) => {
  const file = parquetLike(footer);
  expect(await withoutArrowSchema(file)).toBe(file);
});

test('a footer length beyond the file is left to the decoder', async () => {
  const file = new Blob(['PAR1\xff\xff\xff\x7fPAR1']);
  expect(await withoutArrowSchema(file)).toBe(file);
});
