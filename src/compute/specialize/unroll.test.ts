import { expect, test } from 'vitest';
import { unroll } from './unroll';

test('a marked loop is written out, its variable a constant', () => {
  const wgsl = `a;
// @unroll
for (var i = 0u; i < 3u; i += 1u) {
  s[i] = x[2u * i] + min;
}
b;`;
  expect(unroll(wgsl)).toBe(`a;

  s[0u] = x[2u * 0u] + min;

  s[1u] = x[2u * 1u] + min;

  s[2u] = x[2u * 2u] + min;

b;`);
});

test('inner loops that are marked are written out too, others stay with a variable of their own', () => {
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
    'h(k_0)',
    'f(1u)',
    'g(1u, 0u)',
    'g(1u, 1u)',
    'h(k_1)',
  ]);
  expect(unroll(wgsl)).not.toContain('@unroll');
});

test('what a turn declares is its own; members called the same are not', () => {
  const wgsl = `// @unroll
for (var q = 0u; q < 2u; q += 1u) {
  let a = best.a + q;
  // @unroll
  for (var r = 0u; r < 2u; r += 1u) { var b = a; s[r] += b + ba; }
}`;
  expect(unroll(wgsl).replace(/\s+/g, ' ').trim()).toBe(
    'let a_0 = best.a + 0u; var b_0_0 = a_0; s[0u] += b_0_0 + ba; ' +
      'var b_0_1 = a_0; s[1u] += b_0_1 + ba; ' +
      'let a_1 = best.a + 1u; var b_1_0 = a_1; s[0u] += b_1_0 + ba; ' +
      'var b_1_1 = a_1; s[1u] += b_1_1 + ba;',
  );
});

test.for([
  ['ROWS', 3],
  ['ROWS / 2u', 1],
  ['2u * ROWS', 6],
  ['2u * HALF / 3u', 1],
] as const)('a bound may be made of constants: %s', ([bound, turns]) => {
  const wgsl = `const ROWS = 3u;
const HALF = ROWS * 5u / 6u;
// @unroll
for (var i = 0u; i < ${bound}; i += 1u) { f(i); }`;
  expect(unroll(wgsl).match(/f\(/g)).toHaveLength(turns);
});

test('text without marks is left alone', () => {
  const wgsl = 'for (var i = 0u; i < 3u; i += 1u) { f(i); }';
  expect(unroll(wgsl)).toBe(wgsl);
});

test.for([
  '// @unroll\nlet a = 1;',
  '// @unroll\nfor (var i = 1u; i < 3u; i += 1u) { f(i); }',
  '// @unroll\nfor (var i = 0u; i < params.n; i += 1u) { f(i); }',
  '// @unroll\nfor (var i = 0u; i < n; i += 1u) { f(i); }',
])('a mark above something else is refused: %s', (wgsl) => {
  expect(() => unroll(wgsl)).toThrow('no loop of known length');
});

test('a loop that does not end is refused', () => {
  expect(() => unroll('// @unroll\nfor (var i = 0u; i < 3u; i += 1u) { f(i);')).toThrow(
    'does not end',
  );
});
