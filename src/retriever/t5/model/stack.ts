import type { Arena, Tensor } from '../../../compute/device';
import { roundUp } from '../../../compute/kernel';
import { Attention } from '../../../nn/layers/attention';
import type { AttentionBatch } from '../../../nn/layers/attention-core';
import {
  attentionWorkspace,
  type AttentionSize,
  type AttentionWorkspace,
} from '../../../nn/layers/attention-workspace';
import { Dropout } from '../../../nn/layers/dropout';
import { Embedding } from '../../../nn/layers/embedding';
import { FeedForward } from '../../../nn/layers/feed-forward';
import { PositionBias } from '../../../nn/layers/position-bias';
import { RmsNorm } from '../../../nn/layers/rms-norm';
import type { Parameter } from '../../../nn/parameter';
import type { Step } from '../../../nn/step';
import type { T5Config } from '../config';
import { bucketTable, SPAN_ALIGN } from '../position-buckets';
import { storedTime, type Side } from './batch';
import { Sublayer, type Inner } from './sublayer';

/** The encoder's output, as a decoder attends to it. */
export interface Memory {
  readonly value: Tensor<'f32'>;
  /** What flows back to it is added up here. */
  readonly gradient: Tensor<'f32'>;
  readonly side: Side;
}

export interface StackConfig {
  readonly config: T5Config;
  readonly kind: 'encoder' | 'decoder';
  /** Sequences of the largest batch, and its longest ones on this side. */
  readonly size: number;
  readonly time: number;
  /** Of what a decoder attends to. */
  readonly memoryTime: number;
  /** Whether attention is fused: see `fusesAttention`. */
  readonly fused: boolean;
}

/** Embedding, blocks, and last norm of a T5 encoder or decoder, forward and backward. */
export class Stack {
  readonly bias: PositionBias;
  readonly #embedding: Embedding;
  readonly #first: Dropout;
  readonly #blocks: readonly (readonly Sublayer[])[];
  readonly #norm: RmsNorm;
  readonly #last: Dropout;
  /** The batch of the pass in hand. */
  #size = 0;
  #side: Side | null = null;
  #memory: Memory | null = null;

  constructor(arena: Arena, shared: Parameter, stack: StackConfig) {
    const { config, kind, size, time, fused } = stack;
    const { dModel: cols, dropout, layerNormEpsilon } = config;
    const rows = size * storedTime(time);
    this.#embedding = new Embedding(arena, shared, rows);
    this.#first = new Dropout(arena, { name: `${kind}.first`, rate: dropout, rows, cols });
    this.bias = new PositionBias(arena, {
      name: `${kind}.block.0.layer.0.SelfAttention.relative_attention_bias`,
      heads: config.numHeads,
      buckets: config.relativeAttentionBuckets,
      bucketOf: bucketTable(roundUp(storedTime(time), SPAN_ALIGN), kind, config),
      fused,
    });
    this.#blocks = this.#createBlocks(arena, stack, rows);
    this.#norm = new RmsNorm(
      arena,
      { name: `${kind}.final_layer_norm`, rows, cols },
      layerNormEpsilon,
    );
    this.#last = new Dropout(arena, { name: `${kind}.last`, rate: dropout, rows, cols });
  }

  /** Hidden states, [size][time][dModel]. A decoder needs a memory. */
  async forward(
    run: Step,
    side: Side,
    size: number,
    memory: Memory | null,
  ): Promise<Tensor<'f32'>> {
    this.#size = size;
    this.#side = side;
    this.#memory = memory;
    const rows = size * side.time;
    this.bias.forward(run, { queries: side.time, keys: side.time });
    const embedded = await this.#embedding.forward(run, side.index, rows);
    let x = await this.#first.forward(run, embedded, rows);
    for (const layer of this.#blocks.flat()) x = await layer.forward(run, x, rows);
    return this.#last.forward(run, await this.#norm.forward(run, x, rows), rows);
  }

  /** Adds to the gradients of all parameters, and of the memory, from that of the hidden states. */
  async backward(run: Step, dy: Tensor<'f32'>): Promise<void> {
    const { side, rows } = this.#current();
    const dropped = await this.#last.backward(run, dy, rows);
    const gradient = await this.#norm.backward(run, dropped, rows);
    for (const layer of this.#blocks.flat().toReversed()) await layer.backward(run, gradient, rows);
    this.bias.backward(run);
    const dEmbedded = await this.#first.backward(run, gradient, rows);
    await this.#embedding.backward(run, side.index, dEmbedded, rows);
  }

  /** In Hugging Face's order, with its names but for the gains of norms. */
  parameters(): readonly Parameter[] {
    const [first, ...others] = this.#blocks.flat().map((layer) => [...layer.parameters()]);
    if (!first) throw new Error('a stack without blocks');
    // The bias stands between the projections of the first layer and its norm.
    const all = [...first.slice(0, -1), this.bias.table, ...first.slice(-1), ...others.flat()];
    return [...all, ...this.#norm.parameters()];
  }

  #createBlocks(arena: Arena, stack: StackConfig, rows: number): Sublayer[][] {
    const { config, kind, size: sequences, time, memoryTime, fused } = stack;
    const { dModel: cols, dKv, numHeads: heads, dropout, layerNormEpsilon: epsilon } = config;
    const sizeOf = (keyTime: number, biased: boolean): AttentionSize => ({
      ...{ fused, heads, headCols: dKv, sequences, biased },
      ...{ queries: storedTime(time), keys: storedTime(keyTime) },
    });
    const [ofOwn, ofCross] = [sizeOf(time, true), sizeOf(memoryTime, false)];
    const own = attentionWorkspace(arena, ofOwn);
    const cross = kind === 'decoder' ? attentionWorkspace(arena, ofCross) : null;
    const blocks = kind === 'encoder' ? config.numLayers : config.numDecoderLayers;
    return Array.from({ length: blocks }, (_, block) => {
      const prefix = `${kind}.block.${block}.layer`;
      const wrap = (inner: Inner, name: string) =>
        new Sublayer(arena, inner, { name, rows, cols, dropout, epsilon });
      const attention = (layer: string, shape: AttentionSize, workspace: AttentionWorkspace) =>
        new Attention(arena, { name: layer, cols, dropout, ...shape }, workspace);
      const self = attention(`${prefix}.0.SelfAttention`, ofOwn, own);
      const layers = [wrap(this.#selfAttention(self), `${prefix}.0`)];
      if (cross) {
        const other = attention(`${prefix}.1.EncDecAttention`, ofCross, cross);
        layers.push(wrap(this.#crossAttention(other), `${prefix}.1`));
      }
      const name = `${prefix}.${layers.length}`;
      const feedForward = new FeedForward(arena, {
        ...{ name: `${name}.DenseReluDense`, kind: config.feedForward, cols, width: config.dFf },
        ...{ rows, dropout },
      });
      layers.push(wrap(this.#feedForward(feedForward), name));
      return layers;
    });
  }

  #current() {
    const [side, memory] = [this.#side, this.#memory];
    if (!side) throw new Error('a stack without a batch');
    return { side, memory, rows: this.#size * side.time };
  }

  #selfAttention(layer: Attention): Inner {
    return {
      forward: (run, x) => {
        const { side } = this.#current();
        const { time: queries, lengths } = side;
        const batch: AttentionBatch = {
          size: this.#size,
          queries,
          keys: queries,
          lengths,
          bias: this.bias,
        };
        return layer.forward(run, x, x, batch);
      },
      backward: (run, dy) => layer.backward(run, dy, null),
      parameters: () => layer.parameters(),
    };
  }

  #crossAttention(layer: Attention): Inner {
    const memoryOf = () => {
      const { memory } = this.#current();
      if (!memory) throw new Error('a decoder without a memory');
      return memory;
    };
    return {
      forward: (run, x) => {
        const { value, side } = memoryOf();
        const { time: queries } = this.#current().side;
        const { time: keys, lengths } = side;
        return layer.forward(run, x, value, {
          size: this.#size,
          queries,
          keys,
          lengths,
          bias: null,
        });
      },
      backward: (run, dy) => layer.backward(run, dy, memoryOf().gradient),
      parameters: () => layer.parameters(),
    };
  }

  #feedForward(layer: FeedForward): Inner {
    return {
      forward: (run, x) => layer.forward(run, x, this.#current().rows),
      backward: (run, dy) => layer.backward(run, dy, this.#current().rows),
      parameters: () => layer.parameters(),
    };
  }
}
