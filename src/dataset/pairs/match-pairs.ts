import { Problem, throwIfCancelled } from '../../problem';
import { readNpyRows, type NpyArray } from '../formats/npy';
import type { StepListener } from '../progress';
import { rowOfId } from '../row-of-id';

/** Pairs read at a time: cancel is prompt and memory stays small. */
const CHUNK = 1 << 17;
/** Unknown ids named in a message. */
const NAMED = 3;

/** Pairs of rows of the shard, and what was left out. */
export interface MatchedPairs {
  /** [n][2] */
  readonly pairs: Uint32Array;
  /** Pairs of the file. */
  readonly total: number;
  /** Of them, those with an id that the shard does not have. */
  readonly unknown: number;
  /** Of them, those of an item with itself. */
  readonly same: number;
}

/**
 * The pairs of `array` as rows of a shard whose items are `ids`; of equal ids the first row counts.
 * Repeated pairs stay: a file may mean them as weights. Throws `PAIRS_UNKNOWN` if none is left.
 */
export async function matchPairs(
  array: NpyArray,
  ids: readonly string[],
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress: StepListener },
): Promise<MatchedPairs> {
  const rowOf = rowOfId(ids);
  const total = array.header.shape[0] ?? 0;
  const pairs = new Uint32Array(2 * total);
  const strangers = new Set<string>();
  let kept = 0;
  let unknown = 0;
  let same = 0;
  for (let begin = 0; begin < total; begin += CHUNK) {
    throwIfCancelled(signal);
    const count = Math.min(CHUNK, total - begin);
    const { values } = await readNpyRows(array, begin, count);
    for (let i = 0; i < count; i++) {
      const [one, other] = [String(values[2 * i]), String(values[2 * i + 1])];
      const [a, b] = [rowOf.get(one), rowOf.get(other)];
      if (a === undefined || b === undefined) {
        unknown += 1;
        if (strangers.size < NAMED) strangers.add(a === undefined ? one : other);
      } else if (a === b) same += 1;
      else {
        pairs[2 * kept] = a;
        pairs[2 * kept + 1] = b;
        kept += 1;
      }
    }
    onProgress({ phase: 'Matching pairs', done: begin + count, total });
  }
  if (kept === 0) throw nothingLeft(array.name, { total, same }, [...strangers], ids);
  return { pairs: pairs.slice(0, 2 * kept), total, unknown, same };
}

function nothingLeft(
  name: string,
  { total, same }: { total: number; same: number },
  strangers: readonly string[],
  ids: readonly string[],
): Problem {
  if (total === same) {
    return new Problem(
      'PAIRS_UNKNOWN',
      `${name} has no pair of two different items.`,
      'Choose a file with pairs of related items.',
    );
  }
  return new Problem(
    'PAIRS_UNKNOWN',
    `None of the ${total.toLocaleString('en-US')} pairs of ${name} joins two items of these rows: it speaks of ${strangers.join(', ')}; the rows are ${ids.slice(0, NAMED).join(', ')}.`,
    'Choose the id column that the pairs speak of, or use more rows.',
  );
}
