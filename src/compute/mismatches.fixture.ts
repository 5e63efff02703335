/** |actual - expected| <= absolute + relative * |expected|. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute?: number;
}

export type Tolerances<Name extends string> = Readonly<Partial<Record<Name, Tolerance>>>;

type Outputs = Readonly<Record<string, Float32Array | Uint32Array | undefined>>;

const SHOWN = 5;
const EXACT: Tolerance = { relative: 0 };

function differs(actual: number, expected: number, { relative, absolute = 0 }: Tolerance): boolean {
  if (actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))) return false;
  return !(Math.abs(actual - expected) <= absolute + relative * Math.abs(expected));
}

/** One line for each of the first few differing elements, and how many differ; empty if none. */
export function mismatches<Name extends string>(
  actual: Outputs,
  expected: Outputs,
  tolerances?: Tolerances<Name>,
): string[] {
  return Object.entries(expected).flatMap(([name, want]) => {
    const got = actual[name];
    if (!got || !want) return [`${name} is missing`];
    if (got.length !== want.length) return [`${name}: ${got.length} elements, not ${want.length}`];
    const tolerance = tolerances?.[name as Name] ?? EXACT;
    const wrong = [...want.keys()].filter((i) => differs(got[i]!, want[i]!, tolerance));
    const lines = wrong.slice(0, SHOWN).map((i) => `${name}[${i}]: ${got[i]!}, oracle ${want[i]!}`);
    if (wrong.length > SHOWN) lines.push(`${name}: ${wrong.length} of ${want.length} differ`);
    return lines;
  });
}
