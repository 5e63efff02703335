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

test('what is not JSON is the message itself', () => {
  expect(duckdbMessage(' out of memory\n', { text: '', at: 0 })).toBe('out of memory');
});
