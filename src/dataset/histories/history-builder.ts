import type { HistoryFile } from './types';

/** Texts by index, each once. */
class Interner {
  readonly texts: string[] = [];
  readonly #indices = new Map<string, number>();

  index(text: string): number {
    const found = this.#indices.get(text);
    if (found !== undefined) return found;
    const index = this.texts.length;
    this.#indices.set(text, index);
    this.texts.push(text);
    return index;
  }
}

/**
 * Collects interactions in the order of a file and groups them by user. With times a user's
 * interactions are ordered by time, equal times as they came; without, all as they came.
 */
export class HistoryBuilder {
  readonly #users = new Interner();
  readonly #items = new Interner();
  readonly #userOf: number[] = [];
  readonly #itemOf: number[] = [];
  readonly #timeOf: number[] = [];

  /** `time` orders a user's interactions; any unit, 0 where the file has none. */
  add(user: string, item: string, time = 0): void {
    this.#userOf.push(this.#users.index(user));
    this.#itemOf.push(this.#items.index(item));
    this.#timeOf.push(time);
  }

  build(name: string): HistoryFile {
    const users = this.#users.texts;
    const starts = new Uint32Array(users.length + 1);
    for (const user of this.#userOf) starts[user + 1]! += 1;
    for (let user = 0; user < users.length; user++) starts[user + 1]! += starts[user]!;
    const next = starts.slice();
    const order = new Uint32Array(this.#userOf.length);
    this.#userOf.forEach((user, event) => {
      order[next[user]!++] = event;
    });
    const times = this.#timeOf;
    for (let user = 0; user < users.length; user++) {
      order.subarray(starts[user], starts[user + 1]).sort((a, b) => times[a]! - times[b]! || a - b);
    }
    const items = order.map((event) => this.#itemOf[event]!);
    return { name, users, starts, items, itemIds: this.#items.texts };
  }
}
