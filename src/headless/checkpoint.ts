import { toProblemDetail } from '../problem';
import type { QuantizerConfig } from '../quantizer/config';
import type { EngineApi, TrainProgress } from '../worker/protocol';
import type { Say } from './lines';
import { post } from './outputs';

/** As the command line's server knows it; it writes it to the file of `--checkpoint`. */
const NAME = 'checkpoint.safetensors';

/** Has the engine go on from a checkpoint of this config. Returns where it stands, in words. */
export async function goOn(
  engine: EngineApi,
  file: File,
  config: QuantizerConfig,
): Promise<string> {
  const { history, level, adapter, isSameMachine } = await engine.openCheckpoint({ file, config });
  const warning = isSameMachine ? '' : ` of ${adapter}, so that the last bits may differ`;
  const inLevel = level === null ? 'its last level' : `level ${level}`;
  const at = config.method === 'rqvae' ? `epoch ${history.length}` : inLevel;
  return `; gone on from ${at}${warning}`;
}

/** Of a run without epochs: a checkpoint is handed over this often, and after every level. */
const EVERY_MS = 10_000;

/** Hands a training's checkpoint to the command line, one at a time and always the latest. */
export class CheckpointPost {
  readonly #save: () => Promise<Uint8Array | null>;
  readonly #folder: string;
  readonly #say: Say;
  #last = Promise.resolve();
  #isWaiting = false;
  #due = performance.now() + EVERY_MS;

  /** `save`: where the training stands; null before its first checkpoint. */
  constructor(save: () => Promise<Uint8Array | null>, folder: string, say: Say) {
    this.#save = save;
    this.#folder = folder;
    this.#say = say;
  }

  /** Call with all progress of a quantizer's training. */
  follow({ snapshot, finished, live }: TrainProgress): void {
    const isDue = live !== null && performance.now() >= this.#due;
    if (!snapshot && !finished && !isDue) return;
    this.#due = performance.now() + EVERY_MS;
    this.send();
  }

  /** Call whenever there is a newer one. While one is on its way, those that come are one more. */
  send(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#last = this.#last.then(async () => {
      this.#isWaiting = false;
      await this.#post();
    });
  }

  /** Resolves once the latest has been handed over. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** A run is worth more than its checkpoint: what fails here is told, and training goes on. */
  async #post(): Promise<void> {
    try {
      const bytes = await this.#save();
      if (bytes) await post(this.#folder, NAME, bytes);
    } catch (error) {
      this.#say(`The checkpoint was not written: ${toProblemDetail(error).message}`);
    }
  }
}
