/** A list as typed, or why it is none. */
export type ParsedList =
  | { readonly values: readonly number[]; readonly problem: null }
  | { readonly values: null; readonly problem: string };

/** A range longer than this is a slip of the finger. */
const MAX_LIST = 100;

/** Whole numbers apart by commas or blanks, with ranges: "2, 3" or "0-4". Sorted, none twice. */
export function parseList(text: string, min: number, max: number): ParsedList {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const found = new Set<number>();
  for (const word of words) {
    const match = /^(\d+)(?:[-–](\d+))?$/.exec(word);
    if (!match) return refused(`“${word}” is no whole number and no range such as 0-4.`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    const outside = [first, last].find((value) => value < min || value > max);
    if (outside !== undefined) {
      return refused(
        `${outside.toLocaleString('en')} is outside ${min} to ${max.toLocaleString('en')}.`,
      );
    }
    if (last < first || last - first >= MAX_LIST) return refused(`“${word}” is no short range.`);
    for (let value = first; value <= last; value++) found.add(value);
  }
  if (found.size === 0) return refused('At least one number is needed.');
  return { values: [...found].sort((a, b) => a - b), problem: null };
}

function refused(problem: string): ParsedList {
  return { values: null, problem };
}
