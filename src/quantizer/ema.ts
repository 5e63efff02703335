import type { Arena, Tensor } from '../compute/device';
import { deriveSeed, randomOrder } from '../compute/random';
import { assignRows, createAssignment } from './assign';
import { ClusterSums } from './cluster-sums';
import { CheckpointClock, ShardPass, type Fit } from './fit';
import { emaReset } from './kernels/ema-reset';
import { emaSizes } from './kernels/ema-sizes';
import { emaUpdate } from './kernels/ema-update';
import { gatherRows } from '../nn/kernels/gather-rows';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';
import { MAX_REVIVED } from './revival';

interface EmaState {
  readonly size: Tensor<'f32'>;
  readonly smoothSize: Tensor<'f32'>;
  readonly total: Tensor<'f32'>;
}

/**
 * Mini-batch exponential moving averages (van den Oord et al. 2017, appendix A.1). An iteration is
 * one pass over the rows in seeded random batches, then a whole-shard assignment for the numbers
 * shown and for revival. Sizes start at 1 and totals at the codewords; only training moves them,
 * encoding never does.
 */
export async function fitEma(fit: Fit): Promise<void> {
  const { context, config, codebook, resume } = fit;
  const { device, pacer } = context;
  const { codes, dim } = codebook;
  const arena = device.arena('ema');
  try {
    const state = createState(arena, fit);
    const batches = new Batches(arena, fit);
    const pass = new ShardPass(arena, fit);
    const clock = new CheckpointClock();
    const history = [...(resume?.history ?? [])];
    let revived = resume?.revived ?? 0;
    for (let done = resume?.iteration ?? 0; done < config.iterations; done++) {
      await batches.trainEpoch(done, state);
      await pass.assign();
      if (config.reviveDeadCodes) {
        await pass.revive();
        device.run(emaReset, {
          tensors: {
            revived: pass.revival.revived,
            codebook: codebook.codewords,
            size: state.size,
            total: state.total,
          },
          params: { dim, limit: MAX_REVIVED },
        });
      }
      await pacer.settle();

      const { counts, distortion, moved } = await pass.report();
      history.push(distortion);
      revived += moved;
      const iteration = done + 1;
      const checkpoint = clock.due(codes * dim * 8)
        ? {
            iteration,
            codewords: await device.read(codebook.codewords),
            history: [...history],
            revived,
            size: await device.read(state.size),
            total: await device.read(state.total),
            prices: null,
          }
        : null;
      fit.onIteration({ iteration, counts, distortion, moved, state: checkpoint });
    }
  } finally {
    arena.dispose();
  }
}

function createState(arena: Arena, { context, codebook, resume }: Fit): EmaState {
  const { device } = context;
  const { codes, dim, codewords } = codebook;
  const state = {
    size: arena.tensor('ema size', 'f32', codes),
    smoothSize: arena.tensor('ema smooth size', 'f32', codes),
    total: arena.tensor('ema total', 'f32', codes * dim),
  };
  device.write(state.size, resume?.size ?? new Float32Array(codes).fill(1));
  if (resume?.total) device.write(state.total, resume.total);
  else device.copy(codewords, state.total, codes * dim);
  return state;
}

/** The mini-batches of an epoch, and the buffers they share. */
class Batches {
  readonly #fit: Fit;
  readonly #rows: number;
  readonly #index: Tensor<'u32'>;
  readonly #values: Tensor<'f32'>;
  readonly #assignment;
  readonly #sums: ClusterSums;

  constructor(arena: Arena, fit: Fit) {
    const { matrix, codebook, config } = fit;
    this.#fit = fit;
    this.#rows = Math.min(config.ema.batchRows, matrix.rows);
    this.#index = arena.tensor('batch rows', 'u32', this.#rows);
    this.#values = arena.tensor('batch', 'f32', this.#rows * matrix.dim);
    this.#assignment = createAssignment(arena, this.#rows);
    this.#sums = new ClusterSums(arena, this.#rows, codebook.codes, matrix.dim);
  }

  async trainEpoch(epoch: number, state: EmaState): Promise<void> {
    const { rows } = this.#fit.matrix;
    const order = randomOrder(rows, rows, deriveSeed(this.#fit.seed, 2, epoch));
    for (let begin = 0; begin < rows; begin += this.#rows) {
      await this.#trainBatch(order.slice(begin, begin + this.#rows), state);
    }
  }

  async #trainBatch(index: Uint32Array, state: EmaState): Promise<void> {
    const { context, config, matrix, codebook } = this.#fit;
    const { device, pacer } = context;
    const { codes, dim } = codebook;
    const { decay, epsilon } = config.ema;
    const batch: Matrix = { rows: index.length, dim, values: this.#values };
    device.write(this.#index, index);
    device.run(gatherRows, {
      tensors: { matrix: matrix.values, index: this.#index, gathered: batch.values },
      params: { count: index.length, dim },
    });
    await pacer.spend(index.length * dim * MEMORY_OPS);
    await assignRows(context, batch, codebook, this.#assignment);
    await this.#sums.add(context, batch, this.#assignment.code);
    const { size, smoothSize, total } = state;
    device.run(emaSizes, {
      tensors: { count: this.#sums.count, size, smoothSize },
      params: { codes, decay, epsilon },
    });
    device.run(emaUpdate, {
      tensors: { sum: this.#sums.sum, smoothSize, total, codebook: codebook.codewords },
      params: { codes, dim, decay },
    });
    await pacer.spend(codes * dim * MEMORY_OPS);
  }
}
