import { closingBrace } from './unroll';

const MARK = '// @registers';
const MARKED = /^[ \t]*\/\/ @registers\n[ \t]*var (\w+) = vec4f\(\);/m;

/**
 * Renames the assignments to a vector that `// @registers` stands above into lets, a new name each
 * (static single assignment): `sum[1u] = a + sum[1u]` becomes `let sum_1_7 = a + sum_1_3`. A
 * software adapter stores a variable to memory at every assignment, behind a mask of its lanes; a
 * let may stay in a register. The declaration is `var sum = vec4f();`, the elements that are
 * assigned to stand alone on the left of straight-line code, index a number. The shader means the
 * same with and without.
 *
 * @throws Error where a mark is not followed by such a vector, or an element is assigned to within an
 *   inner block
 */
export function registers(wgsl: string): string {
  let text = wgsl;
  for (let head = MARKED.exec(text); head; head = MARKED.exec(text)) {
    const [marked, name = ''] = head;
    const begin = head.index + marked.length;
    const end = closingBrace(text, begin);
    text = text.slice(0, head.index) + inRegisters(text.slice(begin, end), name) + text.slice(end);
  }
  if (text.includes(MARK)) throw new Error('@registers stands above no vector');
  return text;
}

function inRegisters(block: string, name: string): string {
  const element = new RegExp(`\\b${name}\\[(\\d)u\\]`, 'g');
  const whole = new RegExp(`\\b${name}\\b`, 'g');
  const assignment = new RegExp(`^(\\s*)${name}\\[(\\d)u\\]\\s*=([^=][^]*)$`);
  const current = ['0.0', '0.0', '0.0', '0.0'];
  const read = (text: string) =>
    text
      .replace(element, (_, index: string) => current[Number(index)] ?? '')
      .replace(whole, () => `vec4f(${current.join(', ')})`);
  let depth = 0;
  const statements = block.split(';').map((statement, n) => {
    const [, indent = '', index = '', value] = assignment.exec(statement) ?? [];
    depth += statement.split('{').length - statement.split('}').length;
    if (value === undefined) return read(statement);
    if (depth !== 0) throw new Error(`${name} is assigned to within an inner block`);
    const next = `${name}_${index}_${n}`;
    const renamed = `${indent}let ${next} =${read(value)}`;
    current[Number(index)] = next;
    return renamed;
  });
  return statements.join(';');
}
