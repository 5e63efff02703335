import type { Sids } from '../types';
import { overflowRows } from './overflow';
import type { CapConfig } from './policy-config';
import { DRAW, hashBits } from './seeded-hash';

interface Bid {
  readonly row: number;
  readonly priority: number;
  readonly origin: string;
  readonly target: string;
}

/**
 * FORGE's loop the plain way, as its SQL is written: tables of all bids over all prefixes at once,
 * filtered, ranked in groups and joined. Returns SIDs as strings by row. For comparison in tests.
 */
export function forgeCap(
  sids: Sids,
  { cap, maxRounds, seed }: CapConfig,
  candidatesOf: (row: number) => Iterable<number>,
): { sids: string[]; unplaced: number[] } {
  const prefixOf = (row: number) => sids.codes.slice(0, -1).map((codes) => `${codes[row]!}-`);
  const sidOf = (row: number, code: number) => `${prefixOf(row).join('')}${code}`;
  const original = Array.from({ length: sids.rows }, (_, row) =>
    sidOf(row, sids.codes.at(-1)![row]!),
  );
  const waiting = new Set(overflowRows(sids, { cap, seed }));
  const assigned = new Map([...original.entries()].filter(([row]) => !waiting.has(row)));
  const draw = (stream: number, row: number) => hashBits(stream, row);
  for (let round = 0; round < maxRounds; round++) {
    const held = (sid: string) => [...assigned.values()].filter((other) => other === sid).length;
    const open: Bid[] = [...waiting].flatMap((row) =>
      [...candidatesOf(row)]
        .map((code, priority) => ({
          row,
          priority,
          origin: original[row]!,
          target: sidOf(row, code),
        }))
        .filter(({ target }) => held(target) < cap),
    );
    const bids = ranked(
      open,
      ({ origin, priority }) => `${origin} ${priority}`,
      ({ priority, row }) => [draw(hashBits(hashBits(seed, DRAW.bids), priority), row)],
    ).filter(({ rank }) => rank <= cap);
    const wins = ranked(
      bids,
      ({ target }) => target,
      ({ priority, row }) => [priority, draw(hashBits(seed, DRAW.newcomers), row)],
    ).filter(({ target, rank }) => held(target) + rank <= cap);
    const kept = ranked(
      wins,
      ({ row }) => `${row}`,
      ({ priority }) => [priority],
    ).filter(({ rank }) => rank === 1);
    if (kept.length === 0) break;
    for (const { row, target } of kept) {
      assigned.set(row, target);
      waiting.delete(row);
    }
  }
  return {
    sids: original.map((sid, row) => assigned.get(row) ?? sid),
    unplaced: [...waiting],
  };
}

/** `row_number() over (partition by group order by keys)`, from 1. */
function ranked<T extends object>(
  table: readonly T[],
  group: (entry: T) => string,
  keys: (entry: T) => number[],
): (T & { rank: number })[] {
  const ordered = table.toSorted((a, b) => {
    const other = keys(b);
    const at = keys(a).findIndex((key, index) => key !== other[index]);
    return at < 0 ? 0 : keys(a)[at]! - other[at]!;
  });
  const seen = new Map<string, number>();
  return ordered.map((entry) => {
    const rank = (seen.get(group(entry)) ?? 0) + 1;
    seen.set(group(entry), rank);
    return { ...entry, rank };
  });
}
