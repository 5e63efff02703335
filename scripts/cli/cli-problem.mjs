/** What the user can cause and mend; printed as one line, `sid: CODE: message hint`. */
export class CliProblem extends Error {
  constructor(code, message, hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** The one line of any thrown value. */
export function lineOf(error) {
  const code = error instanceof CliProblem ? error.code : 'INTERNAL';
  const hint = error instanceof CliProblem ? error.hint : '';
  const text = `sid: ${code}: ${error?.message ?? error} ${hint}`;
  return text.replace(/\s+/g, ' ').trim();
}
