import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CliProblem } from './cli-problem.mjs';

export const OUTPUT_NAMES = ['codes.npy', 'codebooks.npz', 'items.parquet', 'metrics.json'];
/** Only some runs have these. */
const OPTIONAL_NAMES = ['model.safetensors'];
const ALL_NAMES = [...OUTPUT_NAMES, ...OPTIONAL_NAMES];

/**
 * The output files of a run: written aside, moved into place together at the end, so that a run
 * that fails leaves the folder as it was.
 */
export class Outputs {
  #dir;
  #made;
  #aside;

  /** Throws `OUT_NOT_WRITABLE`. */
  constructor(dir) {
    this.#dir = dir;
    this.#made = existsSync(dir) ? null : dir;
    try {
      // The first folder made, so that discarding takes all of them away again.
      this.#made = mkdirSync(dir, { recursive: true }) ?? null;
      this.#aside = mkdtempSync(join(dir, '.sid-'));
    } catch (error) {
      throw new CliProblem(
        'OUT_NOT_WRITABLE',
        `The folder ${dir} cannot be written (${error.code}).`,
        'Give another --out DIR.',
      );
    }
  }

  /** Writes a request's body aside. Throws for a name that is none of ours. */
  async receive(name, body) {
    if (!ALL_NAMES.includes(name)) throw new Error(`no such output: ${name}`);
    await pipeline(body, createWriteStream(join(this.#aside, name)));
  }

  /** Moves every file into place. Throws, and moves none, if one is missing. */
  keep() {
    const missing = OUTPUT_NAMES.filter((name) => !existsSync(join(this.#aside, name)));
    if (missing.length > 0) throw new Error(`the page gave no ${missing.join(', ')}`);
    for (const name of ALL_NAMES) {
      // A file of this name that an earlier run left would belong to other codes.
      rmSync(join(this.#dir, name), { force: true });
      if (existsSync(join(this.#aside, name))) {
        renameSync(join(this.#aside, name), join(this.#dir, name));
      }
    }
    rmSync(this.#aside, { recursive: true, force: true });
  }

  /** Leaves no trace of the run. */
  discard() {
    rmSync(this.#made ?? this.#aside, { recursive: true, force: true });
  }
}
