import type { Arena, Tensor } from '../../compute/device';
import { gatherRows } from '../kernels/gather-rows';
import { scatterAddRows } from '../kernels/scatter-add-rows';
import type { Parameter } from '../parameter';
import { MEMORY_OPS, type Step } from '../step';
import type { TokenIndex } from './token-index';

/** y = the rows of a table that the tokens name. Several may share one table. */
export class Embedding {
  readonly #table: Parameter;
  readonly #y: Tensor<'f32'>;

  /** For batches of up to `rows` tokens. */
  constructor(arena: Arena, table: Parameter, rows: number) {
    this.#table = table;
    this.#y = arena.tensor(`${table.name} y`, 'f32', rows * table.stride);
  }

  async forward(run: Step, index: TokenIndex, rows: number): Promise<Tensor<'f32'>> {
    const { value, stride } = this.#table;
    run.device.run(gatherRows, {
      tensors: { matrix: value, index: index.token, gathered: this.#y },
      params: { count: rows, dim: stride },
    });
    await run.spend(rows * stride * MEMORY_OPS);
    return this.#y;
  }

  /** Adds to the gradient of the table; tokens have none. */
  async backward(run: Step, index: TokenIndex, dy: Tensor<'f32'>, rows: number): Promise<void> {
    const { gradient, stride } = this.#table;
    const { order, begin, id, segments } = index;
    run.device.run(scatterAddRows, {
      tensors: { value: dy, order, begin, id, total: gradient },
      params: { segments, stride },
    });
    await run.spend(rows * stride * MEMORY_OPS);
  }
}
