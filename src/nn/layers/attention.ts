import type { Arena, Tensor } from '../../compute/device';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import type { AttentionBatch, AttentionCore, Projected } from './attention-core';
import type { AttentionSize, AttentionWorkspace } from './attention-workspace';
import { FusedAttention } from './fused-attention';
import { Linear } from './linear';
import { ProductAttention } from './product-attention';

export interface AttentionConfig extends AttentionSize {
  readonly name: string;
  /** Columns of the input and of the output. */
  readonly cols: number;
  /** Share of the weights that training drops. */
  readonly dropout: number;
}

/**
 * Multi-head attention as T5's (Raffel et al. 2020; Vaswani et al. 2017): no biases, scores not
 * scaled. With x [size * queries][cols] and source s [size * keys][cols], a head computes
 *   softmax(x Q^T (s K^T)^T + bias) s V^T,  heads side by side, then O.
 */
export class Attention {
  readonly #name: string;
  readonly #workspace: AttentionWorkspace;
  readonly #q: Linear;
  readonly #k: Linear;
  readonly #v: Linear;
  readonly #o: Linear;
  readonly #core: AttentionCore;
  #batch: AttentionBatch | null = null;

  constructor(arena: Arena, config: AttentionConfig, workspace: AttentionWorkspace) {
    const { name, fused, cols, heads, headCols, sequences, queries, keys } = config;
    const inner = heads * headCols;
    const linear = (part: string, inputs: number, outputs: number, rows: number) =>
      new Linear(arena, {
        ...{ name: `${name}.${part}`, inputs, outputs, rows, bias: false },
        inputGradient: part === 'q' || part === 'o',
      });
    const [queryRows, keyRows] = [sequences * queries, sequences * keys];
    this.#name = name;
    this.#workspace = workspace;
    this.#q = linear('q', cols, inner, queryRows);
    this.#k = linear('k', cols, inner, keyRows);
    this.#v = linear('v', cols, inner, keyRows);
    this.#o = linear('o', inner, cols, queryRows);
    const Core = fused ? FusedAttention : ProductAttention;
    this.#core = new Core(arena, config, workspace);
  }

  /** `source` is x itself, or what a decoder looks at. Both must hold until `backward`. */
  async forward(
    run: Step,
    x: Tensor<'f32'>,
    source: Tensor<'f32'>,
    batch: AttentionBatch,
  ): Promise<Tensor<'f32'>> {
    this.#batch = batch;
    const { size, queries, keys } = batch;
    await this.#q.forward(run, x, size * queries);
    await this.#k.forward(run, source, size * keys);
    await this.#v.forward(run, source, size * keys);
    const mixed = await this.#core.forward(run, this.#projected, batch);
    return this.#o.forward(run, mixed, size * queries);
  }

  /**
   * Returns the gradient of x. That of the source is added to `dSource`, or, where there is none, to
   * that of x.
   */
  async backward(
    run: Step,
    dy: Tensor<'f32'>,
    dSource: Tensor<'f32'> | null,
  ): Promise<Tensor<'f32'>> {
    if (!this.#batch) throw new Error(`${this.#name}: backward before forward`);
    const { size, queries, keys } = this.#batch;
    const { dQuery, dKey, dValue } = this.#workspace;
    const dMixed = given(await this.#o.backward(run, dy, size * queries));
    await this.#core.backward(run, this.#projected, dMixed);
    const dx = given(await this.#q.backward(run, dQuery, size * queries));
    const into = { dx: dSource ?? dx, accumulate: true };
    await this.#k.backwardInto(run, dKey, size * keys, into);
    await this.#v.backwardInto(run, dValue, size * keys, into);
    return dx;
  }

  parameters(): readonly Parameter[] {
    return [this.#q, this.#k, this.#v, this.#o].map(({ weight }) => weight);
  }

  get #projected(): Projected {
    return { q: this.#q.output, k: this.#k.output, v: this.#v.output };
  }
}

function given(gradient: Tensor<'f32'> | null): Tensor<'f32'> {
  if (!gradient) throw new Error('attention: made without an input gradient');
  return gradient;
}
