import { toProblemDetail, type ProblemDetail } from '../../problem';
import type { CheckpointStore } from './checkpoint-store';

/** While a run trains; when it stops it is written at once. A shorter run leaves no file at all. */
const EVERY_MS = 10_000;

/** How checkpoints of some kind are stored. */
export interface CheckpointFiles<Checkpoint extends Named, Named> {
  /** By as much of a checkpoint as tells which it is. */
  readonly nameOf: (of: Named) => string;
  readonly encode: (checkpoint: Checkpoint) => Uint8Array;
}

/**
 * Writes the checkpoints of one run beside its training, never two at a time. What the storage refuses
 * is told once, and training goes on.
 */
export class CheckpointKeeper<Checkpoint extends Named, Named> {
  readonly #store: CheckpointStore;
  readonly #files: CheckpointFiles<Checkpoint, Named>;
  readonly #onProblem: (problem: ProblemDetail) => void;
  #latest: Checkpoint | null = null;
  #last = Promise.resolve();
  #due = performance.now() + EVERY_MS;
  #isTold = false;

  constructor(
    store: CheckpointStore,
    files: CheckpointFiles<Checkpoint, Named>,
    onProblem: (problem: ProblemDetail) => void,
  ) {
    this.#store = store;
    this.#files = files;
    this.#onProblem = onProblem;
  }

  /** After an epoch, or oftener. */
  offer(checkpoint: Checkpoint): void {
    this.#latest = checkpoint;
    if (performance.now() >= this.#due) void this.flush();
  }

  /** Writes the latest, if it is not written yet. Never throws. */
  flush(): Promise<void> {
    this.#due = performance.now() + EVERY_MS;
    this.#last = this.#last.then(() => this.#write());
    return this.#last;
  }

  /**
   * The run is finished: there is nothing to go on with. Never throws, and tells of nothing: what a browser
   * that stores nothing cannot remove was never there.
   */
  async remove(of: Named): Promise<void> {
    this.#latest = null;
    await this.#last;
    await this.#store.remove(this.#files.nameOf(of)).catch(() => undefined);
  }

  async #write(): Promise<void> {
    const checkpoint = this.#latest;
    this.#latest = null;
    if (!checkpoint) return;
    const { nameOf, encode } = this.#files;
    try {
      await this.#store.write(nameOf(checkpoint), encode(checkpoint));
    } catch (error) {
      if (!this.#isTold) this.#onProblem(toProblemDetail(error));
      this.#isTold = true;
    }
  }
}
