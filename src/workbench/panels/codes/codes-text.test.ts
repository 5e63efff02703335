import { expect, test } from 'vitest';
import { notationText, parseSizes, shapeOfCodes } from './codes-text';

test.each([
  ['256', [256, 256, 256]],
  ['4, 8;16', [4, 8, 16]],
])('%s', (text, values) => {
  expect(parseSizes(text, 3)).toEqual({ values, problem: null });
});

test.each(['', '0', '1.5', '4, 8', 'K', String(2 ** 25)])('%j is no sizes', (text) => {
  expect(parseSizes(text, 3).values).toBeNull();
});

test('in words', () => {
  expect(shapeOfCodes({ codebookSizes: [4, 4] })).toBe('2 × 4');
  expect(shapeOfCodes({ codebookSizes: [4, 8] })).toBe('2 × 4, 8');
  expect(notationText('index-json')).toContain('LETTER');
  expect(notationText('grid-npy')).toContain('GRID');
});
