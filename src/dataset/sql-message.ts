/** The user's own text within the SQL that DuckDB got. */
export interface SqlPart {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** The line and the caret under it that DuckDB adds, of the SQL that it got. */
const EXCERPT = /\s*\n\s*LINE \d+:[^]*$/;

/**
 * DuckDB's own message, with the place of the mistake in the user's text where it tells one: "Parser error
 * at line 1, column 10: ...". Its errors arrive as text or as JSON.
 */
export function duckdbMessage(error: unknown, part: SqlPart): string {
  const text = error instanceof Error ? error.message : String(error);
  try {
    const told = JSON.parse(text) as Partial<Record<string, string>>;
    const { exception_type: type = 'SQL', exception_message: message, position } = told;
    if (message === undefined) return text.trim();
    const place = placeOf(position, part);
    return `${type} error${place}: ${place ? message.replace(EXCERPT, '') : message}`;
  } catch {
    // Not JSON: the text itself is the message.
  }
  return text.trim();
}

/** Columns are counted in characters from 1. */
function placeOf(position: string | undefined, { text, at }: SqlPart): string {
  const offset = Number(position ?? NaN) - at;
  if (!(offset >= 0 && offset <= text.length)) return '';
  const before = text.slice(0, offset).split('\n');
  return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
