import { toProblemDetail } from '../problem';
import type { QuantizerConfig } from '../quantizer/config';
import type { EngineApi } from '../worker/protocol';
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
  const { epoch, adapter, isSameMachine } = await engine.openCheckpoint({ file, config });
  const warning = isSameMachine ? '' : ` of ${adapter}, so that the last bits may differ`;
  return `; gone on from epoch ${epoch}${warning}`;
}

/** Hands the engine's checkpoint to the command line, one at a time and always the latest. */
export class CheckpointPost {
  readonly #engine: EngineApi;
  readonly #folder: string;
  readonly #say: Say;
  #last = Promise.resolve();
  #isWaiting = false;

  constructor(engine: EngineApi, folder: string, say: Say) {
    this.#engine = engine;
    this.#folder = folder;
    this.#say = say;
  }

  /** Call after every epoch. While one is on its way, those that come are one more. */
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
      const bytes = await this.#engine.saveCheckpoint();
      if (bytes) await post(this.#folder, NAME, bytes);
    } catch (error) {
      this.#say(`The checkpoint was not written: ${toProblemDetail(error).message}`);
    }
  }
}
