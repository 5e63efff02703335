/**
 * What `read` makes of each item, in order, with up to `ahead` further reads under way: a file's next bytes
 * are on their way while these are worked on. The first failure is thrown in its turn; whoever stops
 * early leaves the reads under way to end unheard.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  for (const item of items) {
    const next = read(item);
    // Its turn may never come; a rejection that nobody awaits would be reported as a bug.
    next.catch(() => undefined);
    pending.push(next);
    if (pending.length <= ahead) continue;
    const first = pending.shift();
    if (first) yield await first;
  }
  for (const rest of pending) yield await rest;
}
