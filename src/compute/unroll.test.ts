import { expect, test } from 'vitest';
import { unroll } from './unroll';

test('a marked loop is written out, its variable a constant', () => {
  const wgsl = `a;
  // @unroll
  for (var i = 0u; i < 3u; i += 1u) { s[i] = x[2u * i] + min; }
b;`;
  expect(unroll(wgsl)).toBe(`a;
{ s[0u] = x[2u * 0u] + min; }
{ s[1u] = x[2u * 1u] + min; }
{ s[2u] = x[2u * 2u] + min; }
b;`);
});

test('loops within a marked one keep their blocks; marked ones are written out too', () => {
  const wgsl = `// @unroll
for (var q = 0u; q < 2u; q += 1u) {
  if (q < n) { f(q); }
  // @unroll
  for (var r = 0u; r < 2u; r += 1u) { g(q, r); }
  for (var k = 0u; k < 2u; k += 1u) { h(k); }
}`;
  const calls = (text: string) => [...text.matchAll(/[fgh]\([^)]*\)/g)].map(([call]) => call);
  expect(calls(unroll(wgsl))).toEqual([
    'f(0u)',
    'g(0u, 0u)',
    'g(0u, 1u)',
    'h(k)',
    'f(1u)',
    'g(1u, 0u)',
    'g(1u, 1u)',
    'h(k)',
  ]);
  expect(unroll(wgsl)).not.toContain('@unroll');
});

test('text without marks is left alone', () => {
  const wgsl = 'for (var i = 0u; i < 3u; i += 1u) { f(i); }';
  expect(unroll(wgsl)).toBe(wgsl);
});

test.for(['// @unroll\nlet a = 1;', '// @unroll\nfor (var i = 1u; i < 3u; i += 1u) { f(i); }'])(
  'a mark above something else is refused: %s',
  (wgsl) => {
    expect(() => unroll(wgsl)).toThrow('no loop of known length');
  },
);

test('a loop that does not end is refused', () => {
  expect(() => unroll('// @unroll\nfor (var i = 0u; i < 3u; i += 1u) { f(i);')).toThrow(
    'does not end',
  );
});
