import type { JobContext } from './assign';
import { prepareKernels } from './all-kernels';
import type { TrainAttempt } from './attempt';
import { bindingLimitOf } from './binding-limit';
import { restoreLevels, savedLevel, type LevelsState } from './checkpoint/levels-state';
import type { QuantizerConfig } from './config';
import type { FitState } from './fit';
import { fixedLevels } from './fsq/fixed-levels';
import { LevelCache, levelKeys, type TrainedLevel } from './level-cache';
import { Pacer } from './pacer';
import { ProgressReporter, runOps } from './progress';
import { trainLevel, type GivenLevel } from './train-level';
import { uploadShard } from './upload-shard';

export interface LevelsAttempt extends TrainAttempt {
  /** After every state that is kept. */
  readonly onState?: (() => void) | undefined;
}

/** Where a level stands: enough to go on after a cancel or a lost device. */
interface LevelCheckpoint {
  readonly key: string;
  readonly state: FitState;
}

/**
 * Trains residual levels one after another. Finished levels are kept by what decided them; of the
 * level in training, the last state that was read back.
 */
export class LevelTrainer {
  readonly #cache = new LevelCache();
  #checkpoint: LevelCheckpoint | null = null;
  #opsPerSecond: number | null = null;

  get opsPerSecond(): number | null {
    return this.#opsPerSecond;
  }

  /** Leading levels of this config that are kept. */
  keptLevels(config: QuantizerConfig): number {
    const keys = levelKeys(config);
    const untrained = keys.findIndex((key) => !this.#cache.has(key));
    return untrained === -1 ? keys.length : untrained;
  }

  /** Where a run of this config stands: leading levels that are kept, and the state of the next. */
  standOf(config: QuantizerConfig): Pick<LevelsState, 'finished' | 'fit'> {
    const keys = levelKeys(config);
    const finished = this.#keptOf(keys);
    const fit = this.#checkpoint?.key === keys[finished.length] ? this.#checkpoint?.state : null;
    return { finished: finished.map(savedLevel), fit: fit ?? null };
  }

  /** Takes up a run of another trainer: training its config goes on from there. */
  takeUp(config: QuantizerConfig, { finished, fit }: LevelsState): void {
    const keys = levelKeys(config);
    restoreLevels(finished, config.codebookSizes).forEach((level, l) => {
      this.#cache.set(keys[l]!, level);
    });
    const key = keys[finished.length];
    this.#checkpoint = fit && key !== undefined ? { key, state: fit } : null;
  }

  /** Forgets the level in training: it starts anew. */
  forget(): void {
    this.#checkpoint = null;
  }

  clear(): void {
    this.#cache.clear();
    this.#checkpoint = null;
    this.#opsPerSecond = null;
  }

  /** All levels of `config`, greedily encoded; `given` holds codewords that are not to be trained. */
  async train(
    config: QuantizerConfig,
    { device, assign, vectors, signal, onProgress, onState }: LevelsAttempt,
    given: readonly GivenLevel[] | null = null,
  ): Promise<TrainedLevel[]> {
    const keys = levelKeys(config);
    const done = this.#keptOf(keys);
    if (done.length === keys.length) return done;

    const shape = { ...vectors, bindingBytes: bindingLimitOf(device.info) };
    const ops = runOps(shape, config, done.length);
    const progress = new ProgressReporter(ops, keys.length, config.iterations, onProgress);
    const pacer = new Pacer(device, signal, (spent) => {
      progress.tick(spent);
    });
    const context: JobContext = { device, assign, pacer };
    // Whoever listens may not have those of a run that was taken up.
    done.forEach(({ result }, l) => {
      progress.set({ level: l + 1 });
      progress.finish(result);
    });
    progress.set({ phase: 'Compiling kernels', level: done.length + 1 });
    progress.tick(0);
    await prepareKernels(context, vectors.dimPadded);

    const started = performance.now();
    const arena = device.arena('shard');
    try {
      const known = given ?? (await fixedLevels(context, config, vectors, progress));
      const shard = await uploadShard(context, arena, vectors, done);
      for (const key of keys.slice(done.length)) {
        const level = await trainLevel({
          context,
          config,
          dim: vectors.dim,
          level: done.length,
          ...shard,
          energy: vectors.energy,
          given: known?.[done.length] ?? null,
          before: done.map(({ result }) => result.codebook),
          previous: done.at(-1)?.prefixes ?? null,
          resume: this.#checkpoint?.key === key ? this.#checkpoint.state : null,
          progress,
          onState: (state) => {
            this.#checkpoint = { key, state };
            onState?.();
          },
        });
        this.#checkpoint = null;
        this.#cache.set(key, level);
        done.push(level);
        progress.finish(level.result);
        onState?.();
      }
      this.#opsPerSecond = (pacer.spent / (performance.now() - started)) * 1000;
      return done;
    } finally {
      arena.dispose();
    }
  }

  #keptOf(keys: readonly string[]): TrainedLevel[] {
    const kept: TrainedLevel[] = [];
    for (const key of keys) {
      const level = this.#cache.get(key);
      if (!level) break;
      kept.push({ ...level, result: { ...level.result, reused: true } });
    }
    return kept;
  }
}
