/** What columns of item ids are called, best first: FORGE's, OneRec's, those of the usual datasets. */
export const ITEM_ID_NAMES: readonly string[] = [
  'item_id',
  'pid',
  'iid',
  'base62_string',
  'itemEncID',
  'item',
  'items',
  'item_ids',
  'ids',
  'id',
  'asin',
  'parent_asin',
  'product_id',
  'movie_id',
  'video_id',
  'news_id',
  'sku',
  'key',
];

const normal = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The first of `wanted` that some name carries; case and punctuation do not count. */
export function nameAmong(names: readonly string[], wanted: readonly string[]): string | null {
  for (const want of wanted) {
    const found = names.find((name) => normal(name) === normal(want));
    if (found !== undefined) return found;
  }
  return null;
}
