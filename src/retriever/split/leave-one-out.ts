import { userCount, type Histories } from './histories';

/** Items of a user that are held out: the validation and the test item. */
const HELD_OUT = 2;
/** Before a held-out item there must be at least one to predict it from. */
const SHORTEST = HELD_OUT + 1;

export type HeldOut = 'validation' | 'test';

/** Leave-one-out: last item = test, second last = validation, the rest = training. */
export interface Split {
  readonly histories: Histories;
  /** Per user, the end (excluded) of the training prefix, as a position in `histories.rows`. */
  readonly trainEnds: Uint32Array;
  /** Users with a validation and a test item, ascending. */
  readonly evaluated: Uint32Array;
  /** Users without: fewer than three interactions. All of theirs are for training, as in SASRec. */
  readonly tooShort: number;
}

/** Splits every user's history. Positions, not copies: the histories stay as they are. */
export function leaveOneOut(histories: Histories): Split {
  const { starts } = histories;
  const users = userCount(histories);
  const trainEnds = new Uint32Array(users);
  const evaluated = new Uint32Array(users);
  let count = 0;
  for (let user = 0; user < users; user++) {
    const end = starts[user + 1]!;
    const enough = end - starts[user]! >= SHORTEST;
    trainEnds[user] = enough ? end - HELD_OUT : end;
    if (enough) evaluated[count++] = user;
  }
  return {
    histories,
    trainEnds,
    evaluated: evaluated.slice(0, count),
    tooShort: users - count,
  };
}

/** The rows of a user's training prefix, oldest first. A view: not to be changed. */
export function trainingPrefix({ histories, trainEnds }: Split, user: number): Uint32Array {
  return histories.rows.subarray(histories.starts[user], trainEnds[user]);
}

/** Position in `histories.rows` of an evaluated user's target; all before it is the input. */
export function targetPosition({ trainEnds }: Split, user: number, part: HeldOut): number {
  return trainEnds[user]! + (part === 'test' ? 1 : 0);
}

/** What precedes an evaluated user's target (for the test: the validation item too), and the target. */
export function heldOutCase(
  split: Split,
  user: number,
  part: HeldOut,
): { readonly history: Uint32Array; readonly target: number } {
  const { starts, rows } = split.histories;
  const position = targetPosition(split, user, part);
  return { history: rows.subarray(starts[user], position), target: rows[position]! };
}

/** Training interactions of each of `items` rows: an item's popularity. Never sees a held-out one. */
export function trainingCounts(split: Split, items: number): Uint32Array {
  const counts = new Uint32Array(items);
  for (let user = 0; user < split.trainEnds.length; user++) {
    for (const row of trainingPrefix(split, user)) counts[row]!++;
  }
  return counts;
}
