import { expect, test } from 'vitest';
import { errorPlace } from './error-place';

test('the place is found in the query that was run', () => {
  const message = 'Parser error at line 2, column 3: syntax error at or near "FRM"';
  expect(errorPlace(message, 'SELECT 1\n  FRM x')).toEqual({ line: '  FRM x', before: 2 });
  expect(errorPlace(message, 'SELECT 1')).toBeNull();
  expect(errorPlace('Catalog error: no such table', 'SELECT 1')).toBeNull();
});
