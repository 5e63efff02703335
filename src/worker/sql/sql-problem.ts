import { duckdbMessage } from '../../dataset/sql-message';
import { Problem } from '../../problem';

const SENTENCE_END = /[.\s]*$/;

/** DuckDB did not start: nothing of the user's own is wrong. */
export function startProblem(error: unknown): Problem {
  return new Problem(
    'SQL_START',
    `SQL did not start: ${reasonOf(error)}.`,
    'Reload the page. Everything but SQL and WHERE goes on.',
  );
}

/** DuckDB did not take the scalar columns of a file; a problem of reading them stays what it is. */
export function loadProblem(error: unknown, name: string): Problem {
  if (error instanceof Problem) return error;
  return new Problem(
    'SQL_LOAD',
    `The columns of ${name} did not go into SQL: ${reasonOf(error)}.`,
    'Write the file again without the columns that SQL does not need: long texts and lists take the most memory. Everything but SQL and WHERE goes on.',
  );
}

function reasonOf(error: unknown): string {
  return duckdbMessage(error, { text: '', at: 0 }).replace(SENTENCE_END, '');
}
