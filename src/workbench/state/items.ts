import type { SliceInUse } from './store';

type Texts = Pick<SliceInUse, 'titles' | 'ids' | 'categories'>;

/** What a row is called: its title, else its id. */
export function titleOf({ titles, ids }: Texts, row: number): string {
  return titles[row] ?? ids[row] ?? String(row);
}

/** Rows whose title or id holds every word of the query, whatever their order; at most `limit`. */
export function searchItems(slice: Texts, query: string, limit: number): Uint32Array {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (let row = 0; row < slice.ids.length && found.length < limit; row++) {
    const text = `${slice.titles[row] ?? ''} ${slice.ids[row] ?? ''}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(row);
  }
  return Uint32Array.from(found);
}
