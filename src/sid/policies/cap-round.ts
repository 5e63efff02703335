import type { CapConfig } from './policy-config';
import { DRAW, drawLimit, hashBits } from './seeded-hash';
import { runSteps, type Steps } from './steps';

/** An item over the cap that looks for another code at the last level, within its prefix. */
export interface OverflowItem {
  readonly row: number;
  /** Its code before, which names its original SID within the prefix. */
  readonly origin: number;
  /** Codes to try, best first: the index is the priority. */
  readonly candidates: Uint32Array;
}

/** Items that each code of the prefix holds; absent is none. */
export type Held = Map<number, number>;

/**
 * One round of FORGE's loop (steps 3 to 6) over the items of one prefix that have no place yet.
 * Returns the code that each placed item gets; `held` is not changed. Priorities are walked in
 * ascending order, which is step 5's order of newcomers, so no list of all bids is ever built.
 * If any candidate is open, at least one item is placed.
 */
export function capRound(
  items: readonly OverflowItem[],
  held: Held,
  config: Pick<CapConfig, 'cap' | 'seed'>,
): Map<OverflowItem, number> {
  return runSteps(capRoundSteps(items, held, config));
}

/** The same, one priority a step. */
export function* capRoundSteps(
  items: readonly OverflowItem[],
  held: Held,
  { cap, seed }: Pick<CapConfig, 'cap' | 'seed'>,
): Steps<Map<OverflowItem, number>> {
  const bidStream = hashBits(seed, DRAW.bids);
  const newcomerStream = hashBits(seed, DRAW.newcomers);
  const arrival = new Map(items.map((item) => [item, hashBits(newcomerStream, item.row)]));
  const siblings = byOrigin(items);
  const priorities = items.reduce((most, item) => Math.max(most, item.candidates.length), 0);
  const won: Held = new Map();
  const placed = new Map<OverflowItem, number>();
  for (let priority = 0; priority < priorities; priority++) {
    // Step 3: only codes that held fewer than the cap when the round began.
    const isOpen = ({ candidates }: OverflowItem) => {
      const code = candidates[priority];
      return code !== undefined && (held.get(code) ?? 0) < cap;
    };
    const stream = hashBits(bidStream, priority);
    const bids = siblings
      .flatMap((group) => atMost(cap, group.filter(isOpen), stream))
      .sort((a, b) => arrival.get(a)! - arrival.get(b)!);
    for (const item of bids) {
      const code = item.candidates[priority]!;
      const wins = won.get(code) ?? 0;
      // Step 5: incumbents rank first, then newcomers by priority, then by their draw.
      if ((held.get(code) ?? 0) + wins >= cap) continue;
      won.set(code, wins + 1);
      // Step 6: the best win counts. The others hold a rank to the end of the round all the same,
      // as in FORGE's tables; the next round finds those places open again.
      if (!placed.has(item)) placed.set(item, code);
    }
    yield;
  }
  return placed;
}

/** Step 4: of the items of one original SID at one priority, `cap` at random. */
function atMost(cap: number, items: OverflowItem[], stream: number): OverflowItem[] {
  if (items.length <= cap) return items;
  const draws = Uint32Array.from(items, ({ row }) => hashBits(stream, row));
  const limit = drawLimit(draws, cap);
  return items.filter((_, place) => draws[place]! <= limit);
}

function byOrigin(items: readonly OverflowItem[]): OverflowItem[][] {
  const groups = new Map<number, OverflowItem[]>();
  for (const item of items) {
    const group = groups.get(item.origin);
    if (group) group.push(item);
    else groups.set(item.origin, [item]);
  }
  return [...groups.values()];
}
