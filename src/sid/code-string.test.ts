import { expect, test } from 'vitest';
import { codeString } from './code-string';

test.each([
  { sid: [12, 7, 201], text: '12-7-201' },
  { sid: [0], text: '0' },
])('$sid is $text', ({ sid, text }) => {
  expect(codeString(sid)).toBe(text);
});
