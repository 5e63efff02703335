import { expect, test } from 'vitest';
import { markedOverrides, specialize } from './specialize';

const wgsl = `// @override
const ROWS = 4u;
override GROUP: u32;
fn main() {
  // @registers
  var sum = vec4f();
  // @unroll
  for (var i = 0u; i < ROWS / 4u; i += 1u) { sum[i] = x[i] + sum[i]; }
  y = sum;
}`;

test('marked constants take their overrides, and what they size is written out', () => {
  const { code, constants } = specialize(wgsl, { ROWS: 8, GROUP: 64 });
  expect(code).toContain('const ROWS = 8u;');
  expect(code).toContain('y = vec4f(sum_0_0, sum_1_1, 0.0, 0.0);');
  expect(constants).toEqual({ GROUP: 64 });
});

test('the names that it gives a value', () => {
  expect(markedOverrides(wgsl)).toEqual(['ROWS']);
});

test('a shader without marks is compiled as it is', () => {
  const plain = 'override GROUP: u32;\nfn main() {}';
  expect(specialize(plain, { GROUP: 64 })).toEqual({ code: plain, constants: { GROUP: 64 } });
});

test('a missing override is refused', () => {
  expect(() => specialize(wgsl, { GROUP: 64 })).toThrow('override ROWS is missing');
});
