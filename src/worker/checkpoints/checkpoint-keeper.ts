import { toProblemDetail, type ProblemDetail } from '../../problem';
import { encodeCheckpoint } from '../../quantizer/checkpoint/encode-checkpoint';
import type { RunCheckpoint } from '../../quantizer/checkpoint/types';
import type { QuantizerConfig } from '../../quantizer/config';
import type { CheckpointStore } from './checkpoint-store';

/** While a run trains; when it stops it is written at once. A shorter run leaves no file at all. */
const EVERY_MS = 10_000;

/**
 * A shard has one checkpoint of a learned run and one of any other, each of the run that was trained on it
 * last: minutes of learning are not given up for a k-means that was cancelled.
 */
export const nameOf = (fingerprint: string, method: QuantizerConfig['method']) =>
  `${fingerprint}${method === 'rqvae' ? '' : '.levels'}.safetensors`;

/**
 * Writes the checkpoints of one run beside its training, never two at a time. What the storage refuses
 * is told once, and training goes on.
 */
export class CheckpointKeeper {
  readonly #store: CheckpointStore;
  readonly #onProblem: (problem: ProblemDetail) => void;
  #latest: RunCheckpoint | null = null;
  #last = Promise.resolve();
  #due = performance.now() + EVERY_MS;
  #isTold = false;

  constructor(store: CheckpointStore, onProblem: (problem: ProblemDetail) => void) {
    this.#store = store;
    this.#onProblem = onProblem;
  }

  /** After an epoch, or oftener. */
  offer(checkpoint: RunCheckpoint): void {
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
  async remove({ data, config }: Pick<RunCheckpoint, 'data' | 'config'>): Promise<void> {
    this.#latest = null;
    await this.#last;
    await this.#store.remove(nameOf(data.fingerprint, config.method)).catch(() => undefined);
  }

  async #write(): Promise<void> {
    const checkpoint = this.#latest;
    this.#latest = null;
    if (!checkpoint) return;
    const name = nameOf(checkpoint.data.fingerprint, checkpoint.config.method);
    try {
      await this.#store.write(name, encodeCheckpoint(checkpoint));
    } catch (error) {
      if (!this.#isTold) this.#onProblem(toProblemDetail(error));
      this.#isTold = true;
    }
  }
}
