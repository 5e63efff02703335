import type { Arena, Tensor } from '../../compute/device';
import {
  assignRows,
  createAssignment,
  measureDistortion,
  type Assignment,
  type JobContext,
} from '../assign';
import { BlockSum } from '../block-sum';
import type { Codebook } from '../codebook';
import { codeHistogram } from '../kernels/code-histogram';
import { gatherRows } from '../../nn/kernels/gather-rows';
import { rowNorms } from '../kernels/row-norms';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import { capacityOf, displaced, nextPrices } from './capacity';

/** Keeps every row away from a code that is full. */
const CLOSED = 1e30;
/** Of all rows, those that are gathered at a time to be placed again. */
export const DISPLACED_SHARE = 1 / 8;

/** Rows under a codebook, on the device and here. */
export interface Placed {
  readonly codes: Uint32Array;
  readonly counts: Uint32Array;
  /** Sum of |r - c|^2. */
  readonly distortion: number;
}

/**
 * Assigns all rows so that no code has more than its capacity. First by prices, as in an auction: a code
 * costs what keeps its rows near its capacity, and a row takes the code of least |r - c|^2 / 2 + price.
 * Prices carry over from pass to pass. Then exactly: a code that is over its capacity keeps the nearest
 * rows and closes, the others choose again among the open ones, until all have a place. Deterministic.
 */
export class BalancedPass {
  readonly assignment: Assignment;
  readonly capacity: number;
  readonly #context: JobContext;
  readonly #matrix: Matrix;
  readonly #codebook: Codebook;
  readonly #price: Tensor<'f32'>;
  readonly #count: Tensor<'u32'>;
  readonly #norm2: Tensor<'f32'>;
  readonly #distortion: Tensor<'f32'>;
  readonly #blocks: BlockSum;
  #prices: Float32Array;

  /** `prices`: of a pass before; none of the first. */
  constructor(
    context: JobContext,
    arena: Arena,
    matrix: Matrix,
    codebook: Codebook,
    prices: Float32Array | null,
  ) {
    const { rows, dim, values } = matrix;
    this.#context = context;
    this.#matrix = matrix;
    this.#codebook = codebook;
    this.capacity = capacityOf(rows, codebook.codes);
    this.assignment = createAssignment(arena, rows);
    this.#price = arena.tensor('prices', 'f32', codebook.codes);
    this.#count = arena.tensor('code histogram', 'u32', codebook.codes);
    this.#norm2 = arena.tensor('row norms', 'f32', rows);
    this.#distortion = arena.tensor('distortion', 'f32', rows);
    this.#blocks = new BlockSum(arena, rows);
    this.#prices = prices ?? new Float32Array(codebook.codes);
    const norms = { residual: values, norm2: this.#norm2 };
    context.device.run(rowNorms, { tensors: norms, params: { rows, dim } });
  }

  get prices(): Float32Array {
    return this.#prices;
  }

  /** `rounds` of prices at most, then a place for every row; `assignment.code` holds the codes. */
  async assign(rounds: number): Promise<Placed> {
    for (let round = 0; ; round++) {
      const counts = await this.#assignPriced();
      if (round === rounds || counts.every((count) => count <= this.capacity)) break;
      const total = await this.#blocks.total(this.#context.device, this.#distortion);
      const unit = total / this.#matrix.rows;
      this.#prices = nextPrices(this.#prices, counts, this.capacity, unit);
    }
    return this.#place();
  }

  async #assignPriced(): Promise<Uint32Array> {
    const { device, pacer } = this.#context;
    const { rows } = this.#matrix;
    device.write(this.#price, this.#prices);
    await assignRows(this.#context, this.#matrix, this.#codebook, this.assignment, this.#price);
    this.#measure(rows, this.assignment, this.#norm2, this.#distortion);
    device.clear(this.#count);
    device.run(codeHistogram, {
      tensors: { code: this.assignment.code, count: this.#count },
      params: { rows },
    });
    await pacer.spend(rows * MEMORY_OPS);
    return device.read(this.#count);
  }

  /** Of rows under prices: |r - c|^2 + 2 price. */
  #measure(
    rows: number,
    assignment: Assignment,
    norm2: Tensor<'f32'>,
    distortion: Tensor<'f32'>,
  ): void {
    measureDistortion(this.#context, rows, this.#codebook, assignment, norm2, distortion);
  }

  async #place(): Promise<Placed> {
    const { device, pacer } = this.#context;
    const { rows } = this.#matrix;
    const room = new Uint32Array(this.#codebook.codes).fill(this.capacity);
    const codes = await device.read(this.assignment.code);
    const distortion = await device.read(this.#distortion);
    let pending = displaced(codes, distortion, room);
    while (pending.length > 0) {
      const { tried, costs } = await this.#chooseAgain(pending, room);
      const waiting = displaced(tried, costs, room);
      pending.forEach((row, i) => {
        codes[row] = tried[i]!;
        distortion[row] = costs[i]!;
      });
      pending = waiting.map((i) => pending[i]!);
    }
    device.write(this.assignment.code, codes);
    await pacer.spend(rows * MEMORY_OPS);
    const counts = new Uint32Array(room.length);
    let total = 0;
    codes.forEach((code, row) => {
      counts[code] = counts[code]! + 1;
      total += distortion[row]! - 2 * this.#prices[code]!;
    });
    return { codes, counts, distortion: total };
  }

  /** The best code with room of each of these rows: so many at a time that the plan holds. */
  async #chooseAgain(pending: Uint32Array, room: Uint32Array) {
    const tried = new Uint32Array(pending.length);
    const costs = new Float32Array(pending.length);
    const most = Math.ceil(this.#matrix.rows * DISPLACED_SHARE);
    for (let begin = 0; begin < pending.length; begin += most) {
      const chosen = await this.#chooseSome(pending.subarray(begin, begin + most), room);
      tried.set(chosen.tried, begin);
      costs.set(chosen.costs, begin);
    }
    return { tried, costs };
  }

  async #chooseSome(pending: Uint32Array, room: Uint32Array) {
    const { device, pacer } = this.#context;
    const { dim, values } = this.#matrix;
    const rows = pending.length;
    const arena = device.arena('displaced rows');
    try {
      const index = arena.tensor('displaced', 'u32', rows);
      const matrix: Matrix = { rows, dim, values: arena.tensor('gathered', 'f32', rows * dim) };
      const norm2 = arena.tensor('norms', 'f32', rows);
      const cost = arena.tensor('costs', 'f32', rows);
      const assignment = createAssignment(arena, rows);
      const prices = this.#prices.map((price, k) => (room[k] === 0 ? CLOSED : price));
      device.write(this.#price, prices);
      device.write(index, pending);
      device.run(gatherRows, {
        tensors: { matrix: values, index, gathered: matrix.values },
        params: { count: rows, dim },
      });
      device.run(rowNorms, {
        tensors: { residual: matrix.values, norm2 },
        params: { rows, dim },
      });
      await pacer.spend(2 * rows * dim * MEMORY_OPS);
      await assignRows(this.#context, matrix, this.#codebook, assignment, this.#price);
      this.#measure(rows, assignment, norm2, cost);
      return { tried: await device.read(assignment.code), costs: await device.read(cost) };
    } finally {
      arena.dispose();
    }
  }
}
