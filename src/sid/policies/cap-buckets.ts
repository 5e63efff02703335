import type { Sids } from '../types';
import { capRoundSteps, type Held, type OverflowItem } from './cap-round';
import { fixedPrefixes, lastLevel, withLastLevel } from './last-level';
import { overflowRows } from './overflow';
import type { CapConfig } from './policy-config';
import { policyResult, type PolicyResult } from './policy-result';
import { rowGroups } from './row-groups';
import { runSteps, type Steps } from './steps';

/** Other codes that a row may get at the last level, best first. */
export type CandidatesOf = (row: number) => Uint32Array;

/**
 * FORGE's cap on items a SID (`ID_collision.sql`), at the last level only. Items beyond the cap in
 * seeded random order move to one of their candidates within the same prefix, in rounds, until no
 * candidate is open or `maxRounds` is reached. FORGE states no stop rule and loses the items left
 * over; here they keep their code and are counted. `candidatesOf` is asked once for each of
 * `overflowRows` and no other. Codes of different prefixes never meet, so prefixes are solved one
 * by one; the result is that of FORGE's rounds over all of them at once.
 */
export function capBuckets(
  sids: Sids,
  config: CapConfig,
  candidatesOf: CandidatesOf,
): PolicyResult {
  return runSteps(capSteps(sids, config, candidatesOf));
}

/** The same in steps: many items over a small cap take long, and a cancel must not wait for it. */
export function* capSteps(
  sids: Sids,
  config: CapConfig,
  candidatesOf: CandidatesOf,
): Steps<PolicyResult> {
  const { codes: before, codebookSize } = lastLevel(sids);
  const isOver = new Uint8Array(sids.rows);
  for (const row of overflowRows(sids, config)) isOver[row] = 1;
  const after = before.slice();
  const unplaced: number[] = [];
  let rounds = 0;
  for (const rows of rowGroups(fixedPrefixes(sids))) {
    const over = rows.filter((row) => isOver[row] === 1);
    if (over.length === 0) continue;
    const items = Array.from(over, (row) => ({
      row,
      origin: before[row]!,
      candidates: checked(candidatesOf(row), codebookSize),
    }));
    const held: Held = new Map();
    for (const row of rows) if (isOver[row] === 0) add(held, before[row]!);
    const placement = yield* placeInRounds(items, held, config);
    for (const [{ row }, code] of placement.placed) after[row] = code;
    for (const row of over) if (after[row] === before[row]) unplaced.push(row);
    rounds = Math.max(rounds, placement.rounds);
  }
  return policyResult(sids, withLastLevel(sids, after), { unplaced, rounds });
}

function* placeInRounds(
  items: readonly OverflowItem[],
  held: Held,
  config: CapConfig,
): Steps<{ readonly placed: ReadonlyMap<OverflowItem, number>; readonly rounds: number }> {
  const placed = new Map<OverflowItem, number>();
  let waiting = items;
  let rounds = 0;
  while (waiting.length > 0 && rounds < config.maxRounds) {
    const winners = yield* capRoundSteps(waiting, held, config);
    // No winner means no open candidate, and codes never empty: further rounds would be the same.
    if (winners.size === 0) break;
    for (const [item, code] of winners) {
      placed.set(item, code);
      add(held, code);
    }
    waiting = waiting.filter((item) => !winners.has(item));
    rounds += 1;
  }
  return { placed, rounds };
}

function add(held: Held, code: number): void {
  held.set(code, (held.get(code) ?? 0) + 1);
}

function checked(candidates: Uint32Array, codebookSize: number): Uint32Array {
  const outside = candidates.find((code) => code >= codebookSize);
  if (outside === undefined) return candidates;
  throw new Error(`candidate ${outside} is outside a codebook of ${codebookSize}`);
}
