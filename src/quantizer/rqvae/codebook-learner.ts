import type { Arena, Device, Tensor } from '../../compute/device';
import { addScaled } from '../../nn/kernels/add-scaled';
import type { Parameter } from '../../nn/parameter';
import type { JobContext } from '../assign';
import { ClusterSums } from '../cluster-sums';
import type { Codebook } from '../codebook';
import type { QuantizerConfig } from '../config';
import { emaReset } from '../kernels/ema-reset';
import { emaSizes } from '../kernels/ema-sizes';
import { emaUpdate } from '../kernels/ema-update';
import { MEMORY_OPS } from '../pacer';
import { MAX_REVIVED } from '../revival';
import type { BatchLevel, BatchQuantizer } from './batch-quantizer';

/** How codewords follow the batches they serve. */
export interface CodebookLearner {
  /** Called between the quantizer's forward and backward pass. */
  beforeBackward(context: JobContext, rows: number): Promise<void>;
  /** Called after it, before the optimizer's step. */
  afterBackward(context: JobContext, rows: number): Promise<void>;
  /** A codebook's revived codes start afresh. `revived`: [0] = how many, then the codes. */
  reset(device: Device, codebook: Codebook, revived: Tensor<'u32'>): void;
  /** What a checkpoint needs besides the parameters. */
  save(device: Device): Promise<Float32Array[]>;
  load(device: Device, saved: readonly Float32Array[]): void;
}

/**
 * Codewords as parameters: the gradient of w2 |sg(z) - Q_l|^2 summed by code, for the optimizer.
 * q_j is part of every Q_l with l >= j, so its gradient is -w2 times the residuals of j and below.
 */
export function gradientLearner(
  arena: Arena,
  config: QuantizerConfig,
  batch: BatchQuantizer,
  parameters: ReadonlyMap<Codebook, Parameter>,
  batchRows: number,
): CodebookLearner {
  const sums = sumsOf(arena, batch, batchRows);
  return {
    beforeBackward: () => Promise.resolve(),
    async afterBackward(context, rows) {
      const { device, pacer } = context;
      const factor = -config.rqvae.commitment[1] * batch.meanFactor(rows);
      for (const { codebook, assignment, residual } of batch.levels) {
        const parameter = parameters.get(codebook);
        if (!parameter) throw new Error('a codebook is no parameter of this model');
        const { dim, codes } = codebook;
        await sums.add(context, { rows, dim, values: residual }, assignment.code);
        device.run(addScaled, {
          tensors: { addend: sums.sum, total: parameter.gradient },
          params: { count: codes * dim, scale: factor },
        });
        await pacer.spend(codes * dim * MEMORY_OPS);
      }
    },
    // A dead code had no gradient, so its moments are as good as new.
    reset: () => undefined,
    save: () => Promise.resolve([]),
    load: () => undefined,
  };
}

interface Averages {
  readonly size: Tensor<'f32'>;
  readonly smoothSize: Tensor<'f32'>;
  readonly total: Tensor<'f32'>;
}

/**
 * Codewords as moving averages of their rows' residuals (van den Oord et al. 2017, appendix A.1).
 * Sizes start at 1 and totals at the codewords: starting from 0 collapses the codebook.
 */
export function emaLearner(
  arena: Arena,
  config: QuantizerConfig,
  batch: BatchQuantizer,
  batchRows: number,
): CodebookLearner {
  const sums = sumsOf(arena, batch, batchRows);
  const averages = new Map<Codebook, Averages>();
  for (const { codebook } of batch.levels) {
    if (averages.has(codebook)) continue;
    averages.set(codebook, {
      size: arena.tensor('ema size', 'f32', codebook.codes),
      smoothSize: arena.tensor('ema smooth size', 'f32', codebook.codes),
      total: arena.tensor('ema total', 'f32', codebook.codes * codebook.dim),
    });
  }
  const of = (codebook: Codebook): Averages => {
    const found = averages.get(codebook);
    if (!found) throw new Error('a codebook is not of this model');
    return found;
  };
  const tensors = () => [...averages.values()].flatMap(({ size, total }) => [size, total]);

  return {
    async beforeBackward(context, rows) {
      for (const level of batch.levels) await average(context, level, of(level.codebook), rows);
    },
    afterBackward: () => Promise.resolve(),
    reset(device, codebook, revived) {
      const { size, total } = of(codebook);
      device.run(emaReset, {
        tensors: { revived, codebook: codebook.codewords, size, total },
        params: { dim: codebook.dim, limit: MAX_REVIVED },
      });
    },
    save: (device) => Promise.all(tensors().map((tensor) => device.read(tensor))),
    load(device, saved) {
      if (saved.length > 0) {
        tensors().forEach((tensor, i) => {
          device.write(tensor, saved[i] ?? new Float32Array(0));
        });
        return;
      }
      for (const [{ codes, dim, codewords }, { size, total }] of averages) {
        device.write(size, new Float32Array(codes).fill(1));
        device.copy(codewords, total, codes * dim);
      }
    },
  };

  async function average(
    context: JobContext,
    { codebook, assignment, input }: BatchLevel,
    { size, smoothSize, total }: Averages,
    rows: number,
  ): Promise<void> {
    const { device, pacer } = context;
    const { codes, dim } = codebook;
    const { decay, epsilon } = config.ema;
    await sums.add(context, { rows, dim, values: input }, assignment.code);
    device.run(emaSizes, {
      tensors: { count: sums.count, size, smoothSize },
      params: { codes, decay, epsilon },
    });
    device.run(emaUpdate, {
      tensors: { sum: sums.sum, smoothSize, total, codebook: codebook.codewords },
      params: { codes, dim, decay },
    });
    await pacer.spend(codes * dim * MEMORY_OPS);
  }
}

/** One for all levels: they are learned one after another. */
function sumsOf(arena: Arena, { levels }: BatchQuantizer, batchRows: number): ClusterSums {
  const codes = Math.max(1, ...levels.map(({ codebook }) => codebook.codes));
  return new ClusterSums(arena, batchRows, codes, levels[0]?.codebook.dim ?? 0);
}
