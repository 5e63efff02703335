import type { Arena, Device, Tensor } from '../../compute/device';
import { roundUp } from '../../compute/kernel';
import { strideOf } from '../../nn/kernels/layout';
import { padRows } from '../../nn/padding';
import type { Vocabulary } from '../samples/vocabulary';
import type { T5Config } from '../t5/config';
import type { T5Weights } from '../t5/model-file';

type Matrix = Tensor<'f32'>;

export interface FeedForwardWeights {
  readonly gain: Matrix;
  /** One input, or gate and value. */
  readonly inputs: readonly Matrix[];
  readonly output: Matrix;
}

/** Of attention whose queries, keys and values are products of their own. */
export interface AttentionMatrices {
  readonly gain: Matrix;
  readonly q: Matrix;
  readonly k: Matrix;
  readonly v: Matrix;
  readonly o: Matrix;
}

export interface EncoderBlock {
  readonly attention: AttentionMatrices;
  readonly feedForward: FeedForwardWeights;
}

export interface DecoderBlock {
  /** qkv: queries, keys and values of all heads side by side, as one matrix. */
  readonly self: { readonly gain: Matrix; readonly qkv: Matrix; readonly o: Matrix };
  readonly cross: AttentionMatrices;
  readonly feedForward: FeedForwardWeights;
}

/** Columns as stored. */
export interface ModelLayout {
  readonly heads: number;
  /** dKv, up to a multiple of 4. */
  readonly headCols: number;
  /** Of hidden states. */
  readonly model: number;
  /** Of all heads side by side. */
  readonly inner: number;
  /** Of queries, keys and values side by side. */
  readonly qkv: number;
  readonly ff: number;
  /** Of each level's logits. */
  readonly levels: readonly number[];
}

export function layoutOf(config: T5Config, { codebookSizes }: Vocabulary): ModelLayout {
  const headCols = roundUp(config.dKv, 4);
  const inner = config.numHeads * headCols;
  return {
    ...{ heads: config.numHeads, headCols },
    model: strideOf(config.dModel),
    inner: strideOf(inner),
    qkv: strideOf(3 * inner),
    ff: strideOf(config.dFf),
    levels: codebookSizes.map(strideOf),
  };
}

/** A T5's weights on a device, laid out for matrix products, to be read only. */
export class DeviceModel {
  readonly config: T5Config;
  readonly layout: ModelLayout;
  readonly embedding: Matrix;
  readonly encoder: readonly EncoderBlock[];
  readonly encoderGain: Matrix;
  /** [buckets][heads stride] */
  readonly encoderBias: Matrix;
  readonly decoder: readonly DecoderBlock[];
  readonly decoderGain: Matrix;
  /** Rows of the head of each level's codes, scaled where it is tied. */
  readonly levelHeads: readonly Matrix[];
  /** A norm's bias: none. */
  readonly zeros: Matrix;

  constructor(
    device: Device,
    arena: Arena,
    {
      config,
      weights,
      vocabulary,
    }: {
      readonly config: T5Config;
      readonly weights: T5Weights;
      readonly vocabulary: Vocabulary;
    },
  ) {
    const upload = new Upload(device, arena, config, weights);
    const { dModel, dFf, numHeads, numLayers, numDecoderLayers } = config;
    this.config = config;
    this.layout = layoutOf(config, vocabulary);
    this.embedding = upload.matrix('shared.weight', dModel);
    this.encoder = Array.from({ length: numLayers }, (_, block) => ({
      attention: upload.attention(`encoder.block.${block}.layer.0`, 'SelfAttention'),
      feedForward: upload.feedForward(`encoder.block.${block}.layer.1`, dFf),
    }));
    this.encoderGain = upload.matrix('encoder.final_layer_norm.weight', dModel);
    this.encoderBias = upload.matrix(
      'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight',
      numHeads,
    );
    this.decoder = Array.from({ length: numDecoderLayers }, (_, block) => {
      const name = `decoder.block.${block}.layer`;
      return {
        self: upload.pathAttention(`${name}.0`),
        cross: upload.attention(`${name}.1`, 'EncDecAttention'),
        feedForward: upload.feedForward(`${name}.2`, dFf),
      };
    });
    this.decoderGain = upload.matrix('decoder.final_layer_norm.weight', dModel);
    this.levelHeads = upload.levelHeads(vocabulary);
    this.zeros = arena.tensor('no bias', 'f32', this.layout.model);
  }
}

class Upload {
  readonly #device: Device;
  readonly #arena: Arena;
  readonly #config: T5Config;
  readonly #weights: T5Weights;

  constructor(device: Device, arena: Arena, config: T5Config, weights: T5Weights) {
    this.#device = device;
    this.#arena = arena;
    this.#config = config;
    this.#weights = weights;
  }

  /** [rows][cols] with both sides padded. */
  matrix(name: string, cols: number): Matrix {
    return this.#put(name, this.#values(name), cols);
  }

  attention(layer: string, kind: string): AttentionMatrices {
    const [q, k, v] = ['q', 'k', 'v'].map((part) => {
      const name = `${layer}.${kind}.${part}.weight`;
      return this.#put(name, this.#headRows(name), this.#config.dModel);
    });
    return { gain: this.#gain(layer), q: q!, k: k!, v: v!, o: this.#output(layer, kind) };
  }

  pathAttention(layer: string): DecoderBlock['self'] {
    const parts = ['q', 'k', 'v'].map((part) =>
      this.#headRows(`${layer}.SelfAttention.${part}.weight`),
    );
    const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    parts.forEach((part, i) => {
      joined.set(part, i * part.length);
    });
    return {
      gain: this.#gain(layer),
      qkv: this.#put(`${layer}.qkv`, joined, this.#config.dModel),
      o: this.#output(layer, 'SelfAttention'),
    };
  }

  feedForward(layer: string, dFf: number): FeedForwardWeights {
    const { dModel, feedForward } = this.#config;
    const name = `${layer}.DenseReluDense`;
    const inputs = feedForward === 'relu' ? ['wi'] : ['wi_0', 'wi_1'];
    return {
      gain: this.#gain(layer),
      inputs: inputs.map((part) => this.matrix(`${name}.${part}.weight`, dModel)),
      output: this.matrix(`${name}.wo.weight`, dFf),
    };
  }

  levelHeads({ codebookSizes, levelOffsets }: Vocabulary): Matrix[] {
    const { dModel, tieWordEmbeddings } = this.#config;
    const head = this.#values(tieWordEmbeddings ? 'shared.weight' : 'lm_head.weight');
    const scale = tieWordEmbeddings ? dModel ** -0.5 : 1;
    return codebookSizes.map((codes, level) => {
      const first = levelOffsets[level]! * dModel;
      const own = head.slice(first, first + codes * dModel).map((value) => value * scale);
      return this.#put(`head of level ${level + 1}`, own, dModel);
    });
  }

  #gain(layer: string): Matrix {
    return this.matrix(`${layer}.layer_norm.weight`, this.#config.dModel);
  }

  /** Rows of a head, dKv of them, up to a multiple of 4. */
  #headRows(name: string): Float32Array {
    const { dModel, dKv, numHeads } = this.#config;
    const to = roundUp(dKv, 4) * dModel;
    return padRows(this.#values(name), { cols: dKv * dModel, stride: to }, numHeads * to);
  }

  /** [dModel][heads * dKv], columns of a head up to a multiple of 4. */
  #output(layer: string, kind: string): Matrix {
    const { dModel, dKv, numHeads } = this.#config;
    const name = `${layer}.${kind}.o.weight`;
    const stride = roundUp(dKv, 4);
    const spread = padRows(this.#values(name), { cols: dKv, stride }, dModel * numHeads * stride);
    return this.#put(name, spread, numHeads * stride);
  }

  #values(name: string): Float32Array {
    const values = this.#weights.get(name);
    if (!values) throw new Error(`no values of ${name}`);
    return values;
  }

  #put(name: string, values: Float32Array, cols: number): Matrix {
    const rows = values.length / cols;
    const stride = strideOf(cols);
    const tensor = this.#arena.tensor(name, 'f32', strideOf(rows) * stride);
    this.#device.write(tensor, padRows(values, { cols, stride }, tensor.length));
    return tensor;
  }
}
