import { PRICE_ROUNDS } from './balanced/rounds';
import { beamTraining } from './beam/beam-training';
import { iterationOps } from './fit';
import type { QuantizerConfig } from './config';
import { assignFlop } from './kernels/assign-codes';
import type { LearnedSnapshot, TrainProgress } from './results';
import { seedingOps } from './seeding';

/** At most ten messages a second. */
const INTERVAL_MS = 100;
/** An ETA is a guess before one of these. */
const ETA_FRACTION = 0.05;
const ETA_AFTER_MS = 3000;

/** What decides the work of a run beside its config. */
interface RunShape {
  readonly rows: number;
  readonly dim: number;
  /** Bytes that one binding may have. */
  readonly bindingBytes: number;
}

/** Operations of the levels behind the first `kept`, in the units that the pacer is paid in. */
export function runOps(shape: RunShape, config: QuantizerConfig, kept = 0): number {
  const { rows, dim } = shape;
  const levels = config.codebookSizes.slice(kept);
  const shared = config.method === 'fsq' && levels.length > 0 ? 2 * rows * dim * dim : 0;
  return levels.reduce((sum, _, at) => sum + levelOps(shape, config, kept + at), shared);
}

/** Assignments of all rows that a level takes, or at most takes. */
export function passesOf({ method, iterations }: QuantizerConfig): number {
  const { training, encoding } = PRICE_ROUNDS;
  if (method === 'balanced') return iterations * (training + 1) + encoding + 1;
  // An iteration of EMA passes twice over the rows; OPQ iterates twice.
  return (method === 'ema' || method === 'opq' ? 2 : 1) * iterations + 1;
}

function levelOps(shape: RunShape, config: QuantizerConfig, level: number): number {
  const { rows, dim } = shape;
  const codes = config.codebookSizes[level] ?? 0;
  const passOver = (n: number) => assignFlop(n, dim, codes) + iterationOps(n, dim, codes);
  if (config.method === 'fsq') return passOver(rows);
  const searched = beamTraining(shape, config, level);
  if (searched) {
    const { vectors, ops } = searched;
    const fitted = seedingOps(vectors, dim, codes) + config.iterations * passOver(vectors);
    return ops + fitted + passOver(rows);
  }
  const passes = config.method === 'ema' ? 2.2 * (config.iterations + 1) : passesOf(config);
  return seedingOps(rows, dim, codes) + passes * passOver(rows);
}

/** Progress of a part of a job that goes from one share of it to another; its levels are not the job's. */
export function stageOf(
  emit: ((progress: TrainProgress) => void) | undefined,
  begin: number,
  end: number,
): ((progress: TrainProgress) => void) | undefined {
  if (!emit) return undefined;
  return (progress) => {
    emit({
      ...progress,
      fraction: begin + progress.fraction * (end - begin),
      etaSeconds: null,
      ...(end < 1 ? { finished: null, live: null } : {}),
    });
  };
}

/** Turns spent operations into progress messages: throttled, never running backwards. */
export class ProgressReporter {
  readonly #total: number;
  readonly #from: number;
  readonly #emit: ((progress: TrainProgress) => void) | undefined;
  readonly #start = performance.now();
  #last = -Infinity;
  #fraction: number;
  #state: Omit<TrainProgress, 'fraction' | 'etaSeconds' | 'finished' | 'snapshot'>;

  /** `total`: operations of the whole run. `from`: the share of them that was done before. */
  constructor(
    total: number,
    levels: number,
    iterations: number,
    emit: ((progress: TrainProgress) => void) | undefined,
    from = 0,
  ) {
    this.#total = total;
    this.#from = from;
    this.#fraction = from;
    this.#emit = emit;
    this.#state = { phase: 'Preparing', level: 1, levels, iteration: 0, iterations, live: null };
  }

  /** Changes what is being done, and says so at the next chance. */
  set(state: Partial<Pick<TrainProgress, 'phase' | 'level' | 'iteration' | 'live'>>): void {
    this.#state = { ...this.#state, ...state };
  }

  /** Called between slices with the operations spent so far. */
  tick(spent: number): void {
    this.#fraction = Math.max(this.#fraction, Math.min(1, this.#from + spent / this.#total));
    const now = performance.now();
    if (now - this.#last < INTERVAL_MS) return;
    this.#last = now;
    this.#send(null, null);
  }

  /** A level is done: told at once. */
  finish(finished: NonNullable<TrainProgress['finished']>): void {
    this.set({ live: null });
    this.#send(finished, null);
  }

  /** An epoch of a learned tokenizer is done: told at once. */
  snapshot(snapshot: LearnedSnapshot): void {
    this.#send(null, snapshot);
  }

  #send(finished: TrainProgress['finished'], snapshot: TrainProgress['snapshot']): void {
    const fraction = this.#fraction;
    const elapsed = performance.now() - this.#start;
    const gone = fraction - this.#from;
    const known = gone > 0 && (gone >= ETA_FRACTION || elapsed >= ETA_AFTER_MS);
    this.#emit?.({
      ...this.#state,
      fraction,
      etaSeconds: known ? (elapsed * (1 - fraction)) / gone / 1000 : null,
      finished,
      snapshot,
    });
  }
}
