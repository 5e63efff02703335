import { NO_ROW } from '../../sid/no-row';

/** The rank of a target that was not ranked at all: beyond every K. */
export const NOT_RANKED = 0xffffffff;

/**
 * 0-based place of each target in a ranking, its first if it is there more than once; `NOT_RANKED`
 * if it is not there, or is no item of the catalogue (`NO_ROW`).
 */
export function targetRanks(ranking: Uint32Array, targets: Uint32Array): Uint32Array {
  return targets.map((target) => {
    const place = target === NO_ROW ? -1 : ranking.indexOf(target);
    return place < 0 ? NOT_RANKED : place;
  });
}
