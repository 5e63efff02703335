import { describe, expect, test } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import type { Kernel } from './compute/kernel';
import { markedOverrides } from './compute/specialize/specialize';

const shaders = import.meta.glob<string>('../shaders/**/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const kernelTests = import.meta.glob<string>(
  ['./*/kernels/*.chromium.test.ts', './compute/*.chromium.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);
const modules = import.meta.glob<Record<string, unknown>>(
  ['./*/kernels/*.ts', './compute/*.ts', '!./**/*.{test,fixture,d}.ts'],
  { eager: true },
);

const isKernel = (value: unknown): value is Kernel =>
  typeof value === 'object' && value !== null && 'wgsl' in value && 'oracle' in value;

/** [export name, record], each once however often it is exported. */
const records = Object.values(modules).flatMap((module) =>
  Object.entries(module).filter((entry): entry is [string, Kernel] => isKernel(entry[1])),
);
const nameOf = (path: string) => path.replace(/^.*\/shaders\/|\.wgsl$/g, '');
const isEntry = (source: string) => source.includes('@compute');

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface Format {
  readonly name: string;
  readonly format?: Format;
}

/** The element as records name it: vectors hold f32, an array what its elements do. */
function elementOf({ type }: { readonly type: Format }): string {
  const element = type.format;
  if (!element) return 'unknown';
  if (/^(array|atomic)$/.test(element.name)) return elementOf({ type: element });
  return element.name === 'vec4f' ? 'f32' : element.name;
}

test('every shader with an entry point has exactly one record, and every record a shader', () => {
  const entries = Object.entries(shaders).filter(([, source]) => isEntry(source));
  expect(entries.length).toBeGreaterThan(20);
  expect(records.map(([, { name }]) => name).sort()).toEqual(
    entries.map(([path]) => nameOf(path)).sort(),
  );
});

describe.each(records)('%s', (exported, kernel) => {
  const reflect = new WgslReflect(kernel.wgsl);

  test('is named after its shader and runs it, line numbers unmoved', () => {
    const own = Object.entries(shaders).find(([path]) => nameOf(path) === kernel.name);
    expect(own).toBeDefined();
    expect(kernel.wgsl.startsWith(own?.[1] ?? 'no such shader')).toBe(true);
    const base = kernel.name.slice(kernel.name.indexOf('/') + 1);
    expect(base).toBe(snakeCase(exported).replaceAll('_', '-'));
  });

  test('has the params of the shader: names, types and order, at binding 0', () => {
    expect(reflect.uniforms.map(({ name, group, binding }) => [name, group, binding])).toEqual([
      ['params', 0, 0],
    ]);
    const members = reflect.structs.find(({ name }) => name === 'Params')?.members ?? [];
    expect(Object.entries(kernel.params).map(([name, type]) => [snakeCase(name), type])).toEqual(
      members.map(({ name, type }) => [name, type.name]),
    );
  });

  test('fits the bytes that the device reserves for params', () => {
    expect(Object.keys(kernel.params).length * 4).toBeLessThanOrEqual(64);
  });

  test('has the storage of the shader: names, order from binding 1, access and elements', () => {
    const declared = reflect.storage
      .toSorted((a, b) => a.binding - b.binding)
      .map((resource) => ({
        name: resource.name,
        binding: `${resource.group}/${resource.binding}`,
        access: resource.access,
        element: elementOf(resource),
      }));
    const recorded = Object.entries(kernel.bindings).map(([name, { access, type }], index) => ({
      name: snakeCase(name),
      binding: `0/${index + 1}`,
      access: access === 'read' ? 'read' : 'read_write',
      element: type,
    }));
    expect(recorded).toEqual(declared);
  });

  test('gives a value to every override', () => {
    const declared = reflect.overrides.map(({ name }) => name);
    expect(Object.keys(kernel.overrides)).toEqual([...declared, ...markedOverrides(kernel.wgsl)]);
  });

  test('has the one entry point main', () => {
    expect(reflect.entry.compute.map(({ name }) => name)).toEqual(['main']);
  });

  test('requires the features that the shader enables', () => {
    const enabled = [...kernel.wgsl.matchAll(/^enable (\w+);/gm)].map(([, feature]) => feature);
    expect(enabled).toEqual(kernel.requires ? [kernel.requires] : []);
  });

  test('is held against its oracle in a kernel test', () => {
    const mentions = Object.values(kernelTests).some((source) =>
      new RegExp(`\\b${exported}\\b`).test(source),
    );
    expect(mentions).toBe(true);
  });
});
