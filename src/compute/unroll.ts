const MARKED = /^[ \t]*\/\/ @unroll\n[ \t]*for \(var (\w+) = 0u; \1 < (\d+)u; \1 \+= 1u\) \{/m;

/**
 * Writes out the loops that `// @unroll` stands above, the outer ones first: WGSL has no such
 * attribute, and only an index that is a constant leaves an array element in a known place. Their
 * head is `for (var i = 0u; i < 8u; i += 1u) {`, and their variable must only be read. The shader
 * means the same with and without.
 *
 * @throws Error where a mark is not followed by such a loop
 */
export function unroll(wgsl: string): string {
  const head = MARKED.exec(wgsl);
  if (head === null) {
    if (wgsl.includes('@unroll')) throw new Error('@unroll stands above no loop of known length');
    return wgsl;
  }
  const [text, name = '', turns] = head;
  const begin = head.index + text.length;
  const end = closingBrace(wgsl, begin);
  const body = wgsl.slice(begin, end);
  const variable = new RegExp(`\\b${name}\\b`, 'g');
  const turn = (i: number) => `{${body.replace(variable, `${i}u`)}}`;
  const copies = Array.from({ length: Number(turns) }, (_, i) => turn(i));
  return unroll(wgsl.slice(0, head.index) + copies.join('\n') + wgsl.slice(end + 1));
}

/** Index of the brace that closes the block which `begin` is in. */
function closingBrace(wgsl: string, begin: number): number {
  let depth = 1;
  for (let i = begin; i < wgsl.length; i++) {
    if (wgsl[i] === '{') depth++;
    if (wgsl[i] === '}' && --depth === 0) return i;
  }
  throw new Error('@unroll stands above a loop that does not end');
}
