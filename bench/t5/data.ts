import { randomBits } from '../../src/compute/random';
import { DEFAULT_RETRIEVER, type RetrieverConfig } from '../../src/retriever/train/config';
import { trainingData, type TrainingData } from '../../src/retriever/train/training-data';
import type { Histories } from '../../src/retriever/split/histories';
import type { Sids } from '../../src/sid/types';

/** As many as the bundled sample has. */
const ITEMS = 3496;
export const USERS = 671;
/** Three levels of 256 codes, and one that tells the items of a shared SID apart. */
const CODEBOOKS = [256, 256, 256, 8];
/** Two items of a history are held out, and a training sample needs one before its target. */
const HELD_OUT = 3;

/** Random codes: what they are does not change what a step costs. */
export const SIDS: Sids = {
  rows: ITEMS,
  codebookSizes: CODEBOOKS,
  codes: CODEBOOKS.map((codes, level) =>
    Uint32Array.from({ length: ITEMS }, (_, item) => randomBits(level, item) % codes),
  ),
};

/** Users of `items` items each that the model reads, and what is held out of them. */
export function histories(items: number): Histories {
  const length = items + HELD_OUT;
  const starts = Uint32Array.from({ length: USERS + 1 }, (_, user) => user * length);
  const rows = Uint32Array.from({ length: USERS * length }, (_, at) => randomBits(9, at) % ITEMS);
  return { starts, rows };
}

export interface Task {
  readonly config: RetrieverConfig;
  readonly data: TrainingData;
}

/** The tiny preset with batches of 64. */
export function taskOf(items: number): Task {
  const config = { ...DEFAULT_RETRIEVER, maxItems: items };
  return { config, data: trainingData(histories(items), SIDS, config) };
}
