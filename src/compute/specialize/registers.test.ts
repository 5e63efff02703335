import { expect, test } from 'vitest';
import { registers } from './registers';

test('every assignment becomes a let, and what reads it reads the newest', () => {
  const wgsl = `{
  // @registers
  var sum = vec4f();
  sum[1u] = a + sum[1u];
  sum[0u] =
    sum[1u] * summand;
  sum[1u] = sum[0u];
  total[2u] = sum;
}
sum = later;`;
  expect(registers(wgsl)).toBe(`{

  let sum_1_0 = a + 0.0;
  let sum_0_1 =
    sum_1_0 * summand;
  let sum_1_2 = sum_0_1;
  total[2u] = vec4f(sum_0_1, sum_1_2, 0.0, 0.0);
}
sum = later;`);
});

test('several vectors in turn', () => {
  const wgsl = `{
// @registers
var sum_0 = vec4f();
sum_0[3u] = x;
f(sum_0);
// @registers
var sum_1 = vec4f();
sum_1[3u] = y;
f(sum_1);
}`;
  expect(registers(wgsl).match(/f\([^;]*/g)).toEqual([
    'f(vec4f(0.0, 0.0, 0.0, sum_0_3_0))',
    'f(vec4f(0.0, 0.0, 0.0, sum_1_3_0))',
  ]);
});

test('a comparison is no assignment', () => {
  const wgsl = '{\n// @registers\nvar sum = vec4f();\nsum[0u] == 1.0;\n}';
  expect(registers(wgsl)).toContain('0.0 == 1.0');
});

test('text without marks is left alone', () => {
  const wgsl = '{ var sum = vec4f(); sum[0u] = 1.0; }';
  expect(registers(wgsl)).toBe(wgsl);
});

test('a mark above something else is refused', () => {
  const wgsl = '{\n// @registers\nvar sum = 0.0;\n}';
  expect(() => registers(wgsl)).toThrow('@registers stands above no vector');
});

test('an assignment within an inner block is refused', () => {
  const wgsl = '{\n// @registers\nvar sum = vec4f();\nif (a) { f(); sum[0u] = 1.0; }\n}';
  expect(() => registers(wgsl)).toThrow('sum is assigned to within an inner block');
});
