import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CliProblem } from './cli-problem.mjs';
import { NOTATION_FILES } from './output-options.mjs';

const CODES = ['codes.npy', 'items.parquet', 'metrics.json'];
const NOTATIONS = Object.values(NOTATION_FILES);

/**
 * Files that a command writes always, and those that only some runs have. Encoding leaves a quantizer
 * in the folder alone: it may be the one that it encodes with.
 */
export const OUTPUTS_OF = {
  train: { always: [...CODES, 'codebooks.npz'], maybe: ['model.safetensors', 'alternatives.npz'] },
  encode: { always: CODES, maybe: ['alternatives.npz'] },
  'train-retriever': { always: ['model.safetensors', 'metrics.json'], maybe: [] },
  metrics: { always: ['metrics.json'], maybe: [] },
  decode: { always: ['output.jsonl', 'metrics.json'], maybe: [] },
  evaluate: { always: ['metrics.json', 'offline_eval.csv'], maybe: [] },
};

/**
 * The output files of a run: written aside, moved into place together at the end, so that a run
 * that fails leaves the folder as it was.
 */
export class Outputs {
  #dir;
  #made;
  #aside;
  #names;

  /** `names`: one of `OUTPUTS_OF`. Throws `OUT_NOT_WRITABLE`. */
  constructor(dir, names) {
    this.#names = names;
    this.#dir = dir;
    this.#made = existsSync(dir) ? null : dir;
    try {
      // The first folder made, so that discarding takes all of them away again.
      this.#made = mkdirSync(dir, { recursive: true }) ?? null;
      this.#aside = mkdtempSync(join(dir, '.sid-'));
    } catch (error) {
      throw notWritable(dir, error);
    }
  }

  /** Writes a request's body aside. Throws for a name that is none of ours. */
  async receive(name, body) {
    const { always, maybe } = this.#names;
    if (![...always, ...maybe, ...NOTATIONS].includes(name))
      throw new Error(`no such output: ${name}`);
    await pipeline(body, createWriteStream(join(this.#aside, name)));
  }

  /** Moves every file into place. Throws, and moves none, if one is missing. */
  keep() {
    const { always, maybe } = this.#names;
    const missing = always.filter((name) => !existsSync(join(this.#aside, name)));
    if (missing.length > 0) throw new Error(`the page gave no ${missing.join(', ')}`);
    for (const name of maybe) {
      // A file of this name that an earlier run left would belong to other codes.
      rmSync(join(this.#dir, name), { force: true });
    }
    for (const name of readdirSync(this.#aside)) {
      renameSync(join(this.#aside, name), join(this.#dir, name));
    }
    rmSync(this.#aside, { recursive: true, force: true });
  }

  /** Leaves no trace of the run. */
  discard() {
    rmSync(this.#made ?? this.#aside, { recursive: true, force: true });
  }
}

export function notWritable(dir, { code }) {
  return new CliProblem(
    'OUT_NOT_WRITABLE',
    `The folder ${dir} cannot be written (${code}).`,
    'Give another --out DIR.',
  );
}
