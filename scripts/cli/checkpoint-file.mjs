import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CliProblem } from './cli-problem.mjs';

/** What the page calls it: src/headless/checkpoint.ts. */
export const CHECKPOINT_NAME = 'checkpoint.safetensors';

/** The file of `--checkpoint`: whole at every moment, as each is written aside and moved into place. */
export class CheckpointFile {
  #path;
  #aside;
  /** Whether this process has written one. */
  isWritten = false;

  constructor(path) {
    this.#path = path;
    this.#aside = `${path}.new`;
  }

  get exists() {
    return existsSync(this.#path);
  }

  /** Before a long run: throws `CHECKPOINT_NOT_WRITABLE`. */
  async check() {
    const obstacle = await this.#obstacle();
    if (obstacle === null) return;
    throw new CliProblem(
      'CHECKPOINT_NOT_WRITABLE',
      `The checkpoint ${this.#path} cannot be written (${obstacle}).`,
      'Give a --checkpoint FILE in a folder that is there.',
    );
  }

  async #obstacle() {
    if (this.exists && !statSync(this.#path).isFile()) return 'it is not a file';
    try {
      await (await open(this.#aside, 'w')).close();
      this.discard();
      return null;
    } catch ({ code }) {
      return code;
    }
  }

  async receive(body) {
    await pipeline(body, createWriteStream(this.#aside, { flush: true }));
    renameSync(this.#aside, this.#path);
    this.isWritten = true;
  }

  /** Takes away what was written in part. */
  discard() {
    rmSync(this.#aside, { force: true });
  }
}
