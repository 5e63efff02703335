import { expect, test } from 'vitest';
import { duckdbMessage } from './sql-message';

const json = (position?: string) =>
  new Error(
    JSON.stringify({ exception_type: 'Parser', exception_message: 'near "FRM"', position }),
  );

test.each([
  ['the first line', 'SELECT * FRM x', 0, '9', ' at line 1, column 10'],
  ['a later line', 'SELECT *\n  FRM x', 0, '11', ' at line 2, column 3'],
  ['a part of what DuckDB got', 'a FRM', 20, '22', ' at line 1, column 3'],
  ['outside of the part', 'a', 20, '3', ''],
  ['no place', 'a', 0, undefined, ''],
])('%s', (_what, text, at, position, place) => {
  expect(duckdbMessage(json(position), { text, at })).toBe(`Parser error${place}: near "FRM"`);
});

test("DuckDB's own excerpt goes where the place is told", () => {
  const told = { exception_type: 'Parser', exception_message: 'near "x"\n\nLINE 1: x\n        ^' };
  const message = (position?: string) =>
    duckdbMessage(JSON.stringify({ ...told, position }), { text: 'x', at: 0 });
  expect(message('0')).toBe('Parser error at line 1, column 1: near "x"');
  expect(message()).toContain('LINE 1');
});

test.each([
  ['the first line', 'LINE 1: SELECT x FROM y', 22, 0, ' at line 1, column 15'],
  ['a later line', 'LINE 3:  FROM y', 14, 9, ' at line 3, column 7'],
  ['a part', 'LINE 1: SELECT r FROM t WHERE (y', 31, 23, ' at line 1, column 1'],
])('text that shows the place: %s', (_what, line, blanks, at, place) => {
  const text = `Catalog Error: no y!\nDid you mean "z"?\n\n${line}\n${' '.repeat(blanks)}^`;
  expect(duckdbMessage(text, { text: '', at })).toBe(
    `Catalog Error${place}: no y!\nDid you mean "z"?`,
  );
});

test('a line that is shown from its middle stays as it is', () => {
  const text = 'Binder Error: no y\n\nLINE 1: ...FROM y\n                ^';
  expect(duckdbMessage(text, { text: '', at: 0 })).toBe(text);
});

test('what is not JSON is the message itself', () => {
  expect(duckdbMessage(' out of memory\n', { text: '', at: 0 })).toBe('out of memory');
});
