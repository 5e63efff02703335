import { Problem } from '../../problem';

/** An item of a SID file, as messages name it. */
export interface NamedItem {
  readonly id: string;
  /** 0-based. */
  readonly row: number;
}

/** Longer texts are cut in messages. */
const SHOWN_CHARACTERS = 60;

export function syntaxProblem(item: NamedItem, text: string, example: string): Problem {
  return new Problem(
    'SID_SYNTAX',
    `${name(item)} has the SID ${quoted(text)}, which is not written like ${example}.`,
    'Correct or leave out that row, or choose the notation that the file is in.',
  );
}

export function levelsProblem(item: NamedItem, levels: number, expected: number): Problem {
  return new Problem(
    'SID_LEVELS',
    `${name(item)} has ${levels} codes, the items before it have ${expected}.`,
    'Give every item as many codes: some tools append one to colliding items only.',
  );
}

export function rangeProblem(
  item: NamedItem,
  level: number,
  code: number,
  codebookSize: number | null,
): Problem {
  const place = `${name(item)} has code ${code} at level ${level + 1}`;
  return codebookSize === null
    ? new Problem(
        'SID_RANGE',
        `${place}, more than any codebook has.`,
        'Check that the column holds SIDs.',
      )
    : new Problem(
        'SID_RANGE',
        `${place}, where the codebook has ${codebookSize} codes, from 0.`,
        'State the codebook sizes that the SIDs were made with, or none.',
      );
}

/** A FORGE token outside its level's own range, [first, first + offset). */
export function offsetProblem(
  item: NamedItem,
  level: number,
  token: number,
  offset: number,
): Problem {
  const first = level * offset;
  return new Problem(
    'SID_OFFSET',
    `${name(item)} has token C${token} at level ${level + 1}, whose tokens are C${first} to C${first + offset - 1} with an offset of ${offset}.`,
    'State the offset that the tokens were written with, or none.',
  );
}

export function twiceProblem(item: NamedItem, rowBefore: number): Problem {
  return new Problem(
    'SID_ITEM_TWICE',
    `${name(item)} was already in row ${rowBefore}.`,
    'Keep one SID an item.',
  );
}

function name({ id, row }: NamedItem): string {
  return `Item ${quoted(id)} (row ${row})`;
}

function quoted(text: string): string {
  const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}
