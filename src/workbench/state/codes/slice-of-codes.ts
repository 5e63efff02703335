import type { OpenedCodes } from '../../../worker/protocol';
import type { SliceInUse } from '../store';

/** The items of a file of codes as the rows in use: there are no vectors. */
export function sliceOfCodes({
  name,
  ids,
  titles,
  categories,
  fingerprint,
}: OpenedCodes): SliceInUse {
  return {
    ...{ name, ids, titles, categories, fingerprint },
    ...{ rows: ids.length, totalRows: ids.length, dim: 0, seed: 0 },
    rowNumbers: Uint32Array.from(ids, (_, row) => row),
    notes: [],
    quality: null,
    request: null,
  };
}
