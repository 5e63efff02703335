import type { Histories } from './histories';

/** Histories from lists of rows, one a user. */
export function historiesOf(...users: readonly (readonly number[])[]): Histories {
  const starts = new Uint32Array(users.length + 1);
  users.forEach((rows, user) => (starts[user + 1] = starts[user]! + rows.length));
  return { starts, rows: Uint32Array.from(users.flat()) };
}
