import { expect, it } from 'vitest';
import { parseWidths } from './parse-widths';

it.each([
  ['256, 256', [256, 256]],
  ['512,256,128', [512, 256, 128]],
  [' 64 ', [64]],
  ['', []],
])('%j is %j', (text, widths) => {
  expect(parseWidths(text)).toEqual(widths);
});

it.each(['256,', 'a', '0', '8193', '-1', '1.5', '1,2,3,4,5,6,7,8,9'])('%j is none', (text) => {
  expect(parseWidths(text)).toBeNull();
});
