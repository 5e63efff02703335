import { prepareKernels } from './all-kernels';
import type { JobContext } from './assign';
import type { TrainAttempt } from './attempt';
import { nearestReport } from './balanced/nearest-report';
import { beamOf, reencode } from './beam/reencode';
import type { QuantizerConfig } from './config';
import type { TrainedLevel } from './level-cache';
import { LevelTrainer } from './level-trainer';
import { OPQ_STAGES, RotationTrainer } from './opq/rotation-trainer';
import { Pacer } from './pacer';
import { ProgressReporter, stageOf } from './progress';
import type { LevelResult, QuantizerRun } from './results';

type KMeansResult = Pick<
  QuantizerRun,
  'levels' | 'reconstruction' | 'learned' | 'codewordDim' | 'nearest'
>;

/** Trains every method but the learned one: levels, what turns them, and how rows are then encoded. */
export class KMeansTrainer {
  readonly #levels = new LevelTrainer();
  readonly #rotation = new RotationTrainer();

  /** As measured in the last training. */
  get opsPerSecond(): number | null {
    return this.#levels.opsPerSecond;
  }

  keptLevels(config: QuantizerConfig): number {
    return this.#levels.keptLevels(config);
  }

  clear(): void {
    this.#levels.clear();
    this.#rotation.clear();
  }

  /** Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`; finished levels stay. */
  async train(config: QuantizerConfig, attempt: TrainAttempt): Promise<KMeansResult> {
    const trained =
      config.method === 'opq'
        ? await this.#rotated(config, attempt)
        : await this.#levels.train(config, attempt);
    const greedy = trained.map(({ result }) => result);
    const levels = beamOf(config) > 1 ? await search(config, greedy, attempt) : greedy;
    const { vectors, signal } = attempt;
    const reconstruction = levels.at(-1)?.residualEnergy ?? 1;
    const run = { levels, reconstruction, learned: null, codewordDim: vectors.dim };
    if (config.method !== 'balanced') return run;
    const context = await contextOf(attempt);
    return { ...run, nearest: await nearestReport(context, vectors, levels, signal) };
  }

  /** OPQ: the levels of PQ, kept as such, then their rotation, then all rows encoded. */
  async #rotated(config: QuantizerConfig, attempt: TrainAttempt): Promise<TrainedLevel[]> {
    if (this.keptLevels(config) === config.codebookSizes.length) {
      return this.#levels.train(config, attempt);
    }
    const stage = (begin: number, end: number): TrainAttempt => ({
      ...attempt,
      onProgress: stageOf(attempt.onProgress, begin, end),
    });
    const asProduct = { ...config, method: 'pq' } as const;
    const product = await this.#levels.train(asProduct, stage(0, OPQ_STAGES.product));
    const given = await this.#rotation.turn(config, {
      ...stage(OPQ_STAGES.product, OPQ_STAGES.rotation),
      levels: product.map(({ result }) => result),
    });
    return this.#levels.train(config, stage(OPQ_STAGES.rotation, 1), given);
  }
}

/** The levels with the codes of a beam search; the greedy ones stay in the cache. */
async function search(
  config: QuantizerConfig,
  greedy: readonly LevelResult[],
  attempt: TrainAttempt,
): Promise<LevelResult[]> {
  const { vectors, signal, onProgress } = attempt;
  const { length } = greedy;
  const progress = new ProgressReporter(vectors.rows, length, config.iterations, onProgress);
  progress.set({ phase: 'Searching beams', level: length });
  return reencode(await contextOf(attempt), vectors, greedy, beamOf(config), {
    signal,
    onProgress: (rows) => {
      progress.tick(rows);
    },
  });
}

async function contextOf({ device, assign, signal }: TrainAttempt): Promise<JobContext> {
  const context = { device, assign, pacer: new Pacer(device, signal) };
  await prepareKernels(context);
  return context;
}
