import type { Arena, DeviceInfo } from '../../compute/device';
import { deriveSeed } from '../../compute/random';
import { CrossEntropy } from '../../nn/losses/cross-entropy';
import { AdamW } from '../../nn/optimizer';
import type { Step } from '../../nn/step';
import type { TokenBatch } from '../samples/token-batch';
import type { Vocabulary } from '../samples/vocabulary';
import { storedTime, T5Batch } from '../t5/model/batch';
import { T5Model } from '../t5/model/t5-model';
import type { RetrieverConfig } from './config';

/** T5's AdamW. */
const BETAS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** A model with what trains it, all in one arena. */
export class Learner {
  readonly model: T5Model;
  readonly optimizer: AdamW;
  readonly #batch: T5Batch;
  readonly #loss: CrossEntropy;
  /** Of validation: its labels are not smoothed. */
  readonly #plainLoss: CrossEntropy;

  /** To run on a device as `info` says. */
  constructor(
    arena: Arena,
    config: RetrieverConfig,
    vocabulary: Vocabulary,
    info: Pick<DeviceInfo, 'software' | 'limits'>,
  ) {
    const labelTime = vocabulary.codebookSizes.length;
    const inputTime = config.maxItems * labelTime + (vocabulary.userBuckets > 0 ? 2 : 1);
    const limits = { size: config.batchSize, inputTime, labelTime };
    const rows = config.batchSize * storedTime(labelTime);
    const cols = vocabulary.size;
    this.model = new T5Model(arena, { ...config.model, vocabSize: cols }, limits, info);
    this.optimizer = new AdamW(arena, this.model.parameters, {
      ...BETAS,
      weightDecay: config.weightDecay,
      maxNorm: config.clipNorm > 0 ? config.clipNorm : null,
    });
    this.#batch = new T5Batch(arena, limits);
    this.#loss = new CrossEntropy(arena, { rows, cols, smoothing: config.labelSmoothing });
    this.#plainLoss = new CrossEntropy(arena, { rows, cols, smoothing: 0 });
  }

  /**
   * One AdamW update from all of `batches`; returns their loss, a mean over labels. Waits for the
   * device.
   */
  async step(
    run: Step,
    batches: readonly TokenBatch[],
    { learningRate, seed }: { learningRate: number; seed: number },
  ): Promise<number> {
    const weight = 1 / batches.reduce((labels, batch) => labels + batch.labels.length, 0);
    this.optimizer.zeroGradients(run.device);
    for (const [i, batch] of batches.entries()) {
      const pass: Step = {
        device: run.device,
        spend: (ops) => run.spend(ops),
        seed: deriveSeed(seed, i),
      };
      await this.#forward(pass, batch, this.#loss, weight);
      await this.model.backward(pass, this.#batch);
    }
    await this.optimizer.step(run, learningRate);
    return this.#loss.total.take(run.device);
  }

  /** Mean cross-entropy over the labels of `batches`, without smoothing or dropout. */
  async evaluate(run: Step, batches: Iterable<TokenBatch>): Promise<number> {
    let labels = 0;
    for (const batch of batches) {
      labels += batch.labels.length;
      await this.#forward(run, batch, this.#plainLoss, 1);
    }
    return (await this.#plainLoss.total.take(run.device)) / labels;
  }

  async #forward(run: Step, batch: TokenBatch, loss: CrossEntropy, weight: number): Promise<void> {
    this.#batch.write(run.device, batch);
    const logits = await this.model.forward(run, this.#batch);
    const rows = batch.size * this.#batch.decoder.time;
    await loss.queue(run, { logits, label: this.#batch.label, rows, weight });
  }
}
