const MARK = '// @unroll';
const MARKED = /^[ \t]*\/\/ @unroll\n[ \t]*for \(var (\w+) = 0u; \1 < ([\w */]+); \1 \+= 1u\) \{/m;
const CONSTANT = /^const (\w+) = ([^;]+);/gm;
const DECLARED = /\b(?:let|var) (\w+)/g;

/**
 * Writes out the loops that `// @unroll` stands above, the outer ones first: WGSL has no such
 * attribute, and only an index that is a constant leaves an array element in a known place.
 *
 * Their head is `for (var i = 0u; i < ROWS / 4u; i += 1u) {`, its bound a product or quotient of
 * numbers and of the module's constants, and their variable must only be read. All turns share the
 * scope around the loop, so that what is declared in a turn is told apart by a number, as in
 * `sum_0`. The shader means the same with and without.
 *
 * @throws Error where a mark is not followed by such a loop
 */
export function unroll(wgsl: string): string {
  if (!wgsl.includes(MARK)) return wgsl;
  const constants = new Map(
    [...wgsl.matchAll(CONSTANT)].map(([, name = '', value = '']) => [name, value]),
  );
  let text = wgsl;
  for (let head = MARKED.exec(text); head; head = MARKED.exec(text)) {
    const [marked, variable = '', bound = ''] = head;
    const begin = head.index + marked.length;
    const end = closingBrace(text, begin);
    const body = text.slice(begin, end);
    const turns = Array.from({ length: integer(bound, constants) }, (_, i) =>
      turnOf(body, variable, i),
    );
    text = text.slice(0, head.index) + turns.join('') + text.slice(end + 1);
  }
  if (text.includes(MARK)) throw new Error('@unroll stands above no loop of known length');
  return text;
}

/** Body of turn `i`: the variable a number, and the names of the turn its own. */
function turnOf(body: string, variable: string, i: number): string {
  const own = [...body.matchAll(DECLARED)].map(([, name = '']) => name);
  // Members of a struct may be called the same.
  const names = new RegExp(`(?<![.\\w])(${[variable, ...own].join('|')})\\b`, 'g');
  return body.replace(names, (name) => (name === variable ? `${i}u` : `${name}_${i}`));
}

/** Index of the brace that closes the block which `begin` is in. */
export function closingBrace(wgsl: string, begin: number): number {
  let depth = 1;
  for (let i = begin; i < wgsl.length; i++) {
    if (wgsl[i] === '{') depth++;
    if (wgsl[i] === '}' && --depth === 0) return i;
  }
  throw new Error('a block does not end');
}

/** Value of a product or quotient of u32, from left to right. */
function integer(expression: string, constants: ReadonlyMap<string, string>): number {
  const [first = '', ...rest] = expression.trim().split(/\s*([*/])\s*/);
  const valueOf = (term: string): number => {
    if (/^\d+u$/.test(term)) return Number.parseInt(term, 10);
    const value = constants.get(term);
    if (value === undefined)
      throw new Error(`@unroll stands above no loop of known length: ${term}`);
    return integer(value, constants);
  };
  let value = valueOf(first);
  for (let i = 0; i < rest.length; i += 2) {
    const operand = valueOf(rest[i + 1] ?? '');
    value = rest[i] === '*' ? value * operand : Math.floor(value / operand);
  }
  return value;
}
