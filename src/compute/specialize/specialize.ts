import { registers } from './registers';
import { unroll } from './unroll';

const MARKED = /^\/\/ @override\nconst (\w+) = \d+u;/gm;

type Overrides = Readonly<Record<string, number>>;

/**
 * What is compiled of a shader for given overrides, and those that the compiler is to be given.
 * A constant that `// @override` stands above takes the value of the override of its name: unlike
 * an `override` of WGSL it can size the arrays of a function, and end a loop that is unrolled.
 *
 * @throws Error where such an override is missing, and what `unroll` and `registers` throw
 */
export function specialize(
  wgsl: string,
  overrides: Overrides,
): { readonly code: string; readonly constants: Overrides } {
  const marked = new Set(markedOverrides(wgsl));
  const code = wgsl.replace(MARKED, (_, name: string) => {
    const value = overrides[name];
    if (value === undefined) throw new Error(`override ${name} is missing`);
    return `// @override\nconst ${name} = ${value}u;`;
  });
  const others = Object.entries(overrides).filter(([name]) => !marked.has(name));
  return { code: registers(unroll(code)), constants: Object.fromEntries(others) };
}

/** Names of the constants that `specialize` gives a value. */
export function markedOverrides(wgsl: string): string[] {
  return [...wgsl.matchAll(MARKED)].map(([, name = '']) => name);
}
