import type { Histories } from '../../../dataset/histories/types';

/** Histories of the given rows, a user each. */
export function historiesOf(sequences: readonly (readonly number[])[]): Histories {
  const starts = Uint32Array.from([0, ...sequences.map(({ length }) => length)]);
  for (let user = 1; user < starts.length; user++) starts[user]! += starts[user - 1]!;
  const rows = Uint32Array.from(sequences.flat());
  return {
    users: sequences.map((_, user) => String(user)),
    starts,
    rows,
    summary: {
      ...{ name: 'test', users: sequences.length, interactions: rows.length, known: rows.length },
      ...{ items: 10, knownItems: 10, unknownExamples: [], shortest: 0, median: 0, longest: 0 },
    },
  };
}
