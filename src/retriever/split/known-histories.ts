import { Problem } from '../../problem';
import { NO_ROW } from '../../sid/no-row';
import { userCount, type Histories } from './histories';

/** Below this share the histories are of another catalogue: what is left would be no history. */
const LEAST_KNOWN = 0.5;

export interface KnownHistories {
  /** Without the interactions whose item has no row. Users stay, even with none left. */
  readonly histories: Histories;
  /** Interactions left out. */
  readonly unknown: number;
}

/**
 * Histories of known items only, for a split: `NO_ROW` is left out, and what stood around it becomes
 * neighbours. Throws `HISTORY_FEW_KNOWN` where fewer than half of the interactions are known.
 */
export function knownHistories(matched: Histories): KnownHistories {
  const users = userCount(matched);
  const starts = new Uint32Array(users + 1);
  const rows = new Uint32Array(matched.rows.length);
  let filled = 0;
  for (let user = 0; user < users; user++) {
    for (let i = matched.starts[user]!; i < matched.starts[user + 1]!; i++) {
      if (matched.rows[i] !== NO_ROW) rows[filled++] = matched.rows[i]!;
    }
    starts[user + 1] = filled;
  }
  const unknown = rows.length - filled;
  if (filled < LEAST_KNOWN * rows.length || filled === 0) throw fewKnown(filled, rows.length);
  return { histories: { starts, rows: rows.slice(0, filled) }, unknown };
}

function fewKnown(known: number, interactions: number): Problem {
  const count = (n: number) => n.toLocaleString('en-US');
  return new Problem(
    'HISTORY_FEW_KNOWN',
    `Only ${count(known)} of ${count(interactions)} interactions are with items in use: fewer than half, so what is left of the histories is not what users did.`,
    'Use more rows of the shard, choose the id column that the histories use, or open the histories of these items.',
  );
}
