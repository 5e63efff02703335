import { NO_CATEGORY } from './purity';

/** The data worker joins the entries of a list so. */
const LIST_SEPARATOR = ' | ';

/** Dense ids of the categories; of a list the first entry counts, an empty text is no category. */
export function categoryIds(categories: readonly string[]): Uint32Array {
  const ids = new Map<string, number>();
  return Uint32Array.from(categories, (text) => {
    const [first = ''] = text.split(LIST_SEPARATOR, 1);
    if (first === '') return NO_CATEGORY;
    const known = ids.get(first);
    if (known !== undefined) return known;
    ids.set(first, ids.size);
    return ids.size - 1;
  });
}
