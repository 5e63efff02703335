/** The user's own text within the SQL that DuckDB got. */
export interface SqlPart {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** The line and the caret under it that DuckDB adds, of the SQL that it got. */
const EXCERPT = /\s*\n\s*(LINE (\d+): )([^\n]*)\n( *)\^[^]*$/;

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
  return withPlace(text.trim(), part);
}

/** "Catalog Error: no such table", with the place that its excerpt shows. */
function withPlace(text: string, { at }: SqlPart): string {
  const [excerpt, mark = '', row = '', line = '', blanks = ''] = EXCERPT.exec(text) ?? [];
  const column = blanks.length - mark.length - (row === '1' ? at : 0) + 1;
  // A long line is shown from its middle: then the excerpt says more than a column would.
  if (excerpt === undefined || line.startsWith('...') || column < 1) return text;
  return text.replace(EXCERPT, '').replace(/^[^:]*/, `$& at line ${row}, column ${column}`);
}

/** Columns are counted in characters from 1. */
function placeOf(position: string | undefined, { text, at }: SqlPart): string {
  const offset = Number(position ?? NaN) - at;
  if (!(offset >= 0 && offset <= text.length)) return '';
  const before = text.slice(0, offset).split('\n');
  return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
