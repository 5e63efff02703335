import { prepareKernels } from './all-kernels';
import type { JobContext } from './assign';
import { rememberedVariant } from './assign-trial';
import { nearestReport } from './balanced/nearest-report';
import { beamOf, reencode } from './beam/reencode';
import type { LevelsState } from './checkpoint/levels-state';
import type { QuantizerConfig } from './config';
import type { AssignKernel } from './kernels/assign-codes';
import { levelKeys, type TrainedLevel } from './level-cache';
import { LevelTrainer, type LevelsAttempt } from './level-trainer';
import { OPQ_STAGES, RotationTrainer } from './opq/rotation-trainer';
import { Pacer } from './pacer';
import { ProgressReporter, stageOf } from './progress';
import type { LevelResult, QuantizerRun } from './results';
import type { CheckpointMachine } from './rqvae/checkpoint/types';

type KMeansResult = Pick<
  QuantizerRun,
  'levels' | 'reconstruction' | 'learned' | 'codewordDim' | 'nearest'
>;

/** Trains every method but the learned one: levels, what turns them, and how rows are then encoded. */
export class KMeansTrainer {
  readonly #levels = new LevelTrainer();
  readonly #rotation = new RotationTrainer();
  /** Of the last run: one that is gone on with assigns as before, as another variant rounds otherwise. */
  #last: { readonly key: string; readonly machine: CheckpointMachine } | null = null;

  /** As measured in the last training. */
  get opsPerSecond(): number | null {
    return this.#levels.opsPerSecond;
  }

  keptLevels(config: QuantizerConfig): number {
    return this.#levels.keptLevels(config);
  }

  /** Takes over a finished run's levels; those of beams are not what is kept between runs. */
  adopt({ config, levels }: Pick<QuantizerRun, 'config' | 'levels'>): void {
    if (beamOf(config) > 1) return;
    this.#levels.takeUp(config, { finished: levels, fit: null, rotation: null });
  }

  clear(): void {
    this.#levels.clear();
    this.#rotation.clear();
    this.#last = null;
  }

  /** Where a run of this config stands, and what computed it; null for nowhere. */
  standOf(
    config: QuantizerConfig,
  ): { readonly levels: LevelsState; readonly machine: CheckpointMachine } | null {
    if (this.#last?.key !== keyOf(config)) return null;
    const levels = this.#levels.standOf(leveled(config));
    const rotation = config.method === 'opq' ? this.#rotation.standOf(config) : null;
    if (levels.finished.length === 0 && !levels.fit) return null;
    return { levels: { ...levels, rotation }, machine: this.#last.machine };
  }

  /** Takes up a run of another trainer: training its config goes on from there. */
  takeUp(config: QuantizerConfig, levels: LevelsState, machine: CheckpointMachine): void {
    this.#levels.takeUp(leveled(config), levels);
    if (levels.rotation) this.#rotation.takeUp(config, levels.rotation);
    this.#last = { key: keyOf(config), machine };
  }

  /** Forgets where the last run stands; finished levels stay. */
  forget(): void {
    this.#levels.forget();
    this.#rotation.clear();
    this.#last = null;
  }

  /** Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`; finished levels stay. */
  async train(config: QuantizerConfig, asked: LevelsAttempt): Promise<KMeansResult> {
    const attempt = { ...asked, assign: this.#begin(config, asked) };
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

  /** The variant that the run goes on with. */
  #begin(config: QuantizerConfig, { device, assign }: LevelsAttempt): AssignKernel {
    const key = keyOf(config);
    const before = this.#last?.key === key ? this.#last.machine : null;
    const variant = rememberedVariant(device, before) ?? assign;
    this.#last = { key, machine: { adapter: device.info.name, variant: variant.name } };
    return variant;
  }

  /** OPQ: the levels of PQ, kept as such, then their rotation, then all rows encoded. */
  async #rotated(config: QuantizerConfig, attempt: LevelsAttempt): Promise<TrainedLevel[]> {
    if (this.keptLevels(config) === config.codebookSizes.length) {
      return this.#levels.train(config, attempt);
    }
    const stage = (begin: number, end: number): LevelsAttempt => ({
      ...attempt,
      onProgress: stageOf(attempt.onProgress, begin, end),
    });
    const product = await this.#levels.train(leveled(config), stage(0, OPQ_STAGES.product));
    const given = await this.#rotation.turn(config, {
      ...stage(OPQ_STAGES.product, OPQ_STAGES.rotation),
      levels: product.map(({ result }) => result),
    });
    return this.#levels.train(config, stage(OPQ_STAGES.rotation, 1), given);
  }
}

/** The config whose levels are trained one after another: OPQ sets out from PQ. */
const leveled = (config: QuantizerConfig): QuantizerConfig =>
  config.method === 'opq' ? { ...config, method: 'pq' } : config;

const keyOf = (config: QuantizerConfig) => levelKeys(config).join('\n');

/** The levels with the codes of a beam search; the greedy ones stay in the cache. */
async function search(
  config: QuantizerConfig,
  greedy: readonly LevelResult[],
  attempt: LevelsAttempt,
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

async function contextOf({ device, assign, vectors, signal }: LevelsAttempt): Promise<JobContext> {
  const context = { device, assign, pacer: new Pacer(device, signal) };
  await prepareKernels(context, vectors.dimPadded);
  return context;
}
