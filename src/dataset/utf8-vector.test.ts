import { describe, expect, test, vi } from 'vitest';
import { utf8Vector } from './utf8-vector';

describe('utf8Vector', () => {
  test.each([[[]], [['a']], [['', 'é', '', '日本', '🎬']]])('holds %j', (values) => {
    expect([...utf8Vector(values)]).toEqual(values);
  });

  test('compiles no text, which the Content Security Policy would refuse', () => {
    vi.stubGlobal('Function', () => {
      throw new Error('evaluated');
    });
    try {
      expect(utf8Vector(['a', 'b']).get(1)).toBe('b');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
