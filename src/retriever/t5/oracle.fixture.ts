import { activations, linear, type Rows } from '../../nn/float64.fixture';
import type { T5Config } from './config';
import type { T5Weights } from './model-file';

/** Of a score that a softmax must not see. */
const MASKED = -Infinity;

/**
 * T5 in Float64, from Raffel et al. 2020 and Hugging Face's `modeling_t5.py`, one sequence at a time:
 * the reference of everything that runs a T5 on a device.
 */
export class T5Oracle {
  readonly #config: T5Config;
  readonly #weights: T5Weights;

  constructor(config: T5Config, weights: T5Weights) {
    this.#config = config;
    this.#weights = weights;
  }

  /** Hidden states of the encoder after its last norm, [input][dModel]. */
  encode(input: readonly number[]): Rows {
    const { numLayers } = this.#config;
    const bias = this.#positionBias('encoder', input.length, true);
    let x = this.#embed(input);
    for (let layer = 0; layer < numLayers; layer++) {
      const name = `encoder.block.${layer}.layer`;
      x = this.#attend(`${name}.0`, 'SelfAttention', x, null, bias);
      x = this.#feedForward(`${name}.1`, x);
    }
    return this.#norm('encoder.final_layer_norm', x);
  }

  /** Logits of every position, [decoderInput][vocabSize], as teacher forcing sees them. */
  logits(encoded: Rows, decoderInput: readonly number[]): Rows {
    const { numDecoderLayers, dModel, tieWordEmbeddings } = this.#config;
    const bias = this.#positionBias('decoder', decoderInput.length, false);
    let x = this.#embed(decoderInput);
    for (let layer = 0; layer < numDecoderLayers; layer++) {
      const name = `decoder.block.${layer}.layer`;
      x = this.#attend(`${name}.0`, 'SelfAttention', x, null, bias);
      x = this.#attend(`${name}.1`, 'EncDecAttention', x, encoded, null);
      x = this.#feedForward(`${name}.2`, x);
    }
    const hidden = this.#norm('decoder.final_layer_norm', x);
    if (!tieWordEmbeddings) return linear(hidden, this.#matrix('lm_head.weight', dModel));
    const scaled = hidden.map((row) => row.map((value) => value * dModel ** -0.5));
    return linear(scaled, this.#matrix('shared.weight', dModel));
  }

  #values(name: string): Float32Array {
    const values = this.#weights.get(name);
    if (!values) throw new Error(`no ${name}`);
    return values;
  }

  #matrix(name: string, cols: number): Rows {
    const values = this.#values(name);
    return Array.from({ length: values.length / cols }, (_, row) =>
      Array.from(values.subarray(row * cols, (row + 1) * cols)),
    );
  }

  #embed(tokens: readonly number[]): Rows {
    const { dModel } = this.#config;
    const table = this.#values('shared.weight');
    return tokens.map((token) => Array.from(table.subarray(token * dModel, (token + 1) * dModel)));
  }

  /** RMSNorm without bias; no mean is subtracted. */
  #norm(name: string, x: Rows): Rows {
    const gain = this.#values(`${name}.weight`);
    return x.map((row) => {
      const square = row.reduce((sum, value) => sum + value * value, 0) / row.length;
      const size = Math.sqrt(square + this.#config.layerNormEpsilon);
      return row.map((value, c) => (value / size) * gain[c]!);
    });
  }

  /** x + attention of the normed x to itself or to `memory`: scores are not scaled. */
  #attend(layer: string, kind: string, x: Rows, memory: Rows | null, bias: Rows[] | null): Rows {
    const { dModel, dKv, numHeads } = this.#config;
    const projection = (part: string, cols: number) =>
      this.#matrix(`${layer}.${kind}.${part}.weight`, cols);
    const normed = this.#norm(`${layer}.layer_norm`, x);
    const q = linear(normed, projection('q', dModel));
    const k = linear(memory ?? normed, projection('k', dModel));
    const v = linear(memory ?? normed, projection('v', dModel));
    const mixed = q.map((query, i) => {
      const out = new Array<number>(numHeads * dKv).fill(0);
      for (let h = 0; h < numHeads; h++) {
        const scores = k.map((key, j) => {
          let score = bias ? bias[h]![i]![j]! : 0;
          for (let d = h * dKv; d < (h + 1) * dKv; d++) score += query[d]! * key[d]!;
          return score;
        });
        for (const [j, weight] of softmax(scores).entries()) {
          for (let d = h * dKv; d < (h + 1) * dKv; d++) out[d]! += weight * v[j]![d]!;
        }
      }
      return out;
    });
    const back = linear(mixed, projection('o', numHeads * dKv));
    return x.map((row, i) => row.map((value, c) => value + back[i]![c]!));
  }

  #feedForward(layer: string, x: Rows): Rows {
    const { dModel, dFf, feedForward } = this.#config;
    const weight = (part: string, cols: number) =>
      this.#matrix(`${layer}.DenseReluDense.${part}.weight`, cols);
    const normed = this.#norm(`${layer}.layer_norm`, x);
    let inner: Rows;
    if (feedForward === 'relu') {
      inner = activations.relu(linear(normed, weight('wi', dModel)));
    } else {
      const gate = activations.gelu(linear(normed, weight('wi_0', dModel)));
      const value = linear(normed, weight('wi_1', dModel));
      inner = gate.map((row, i) => row.map((factor, c) => factor * value[i]![c]!));
    }
    const back = linear(inner, weight('wo', dFf));
    return x.map((row, i) => row.map((value, c) => value + back[i]![c]!));
  }

  /** [heads][queries][keys]; a decoder's later keys are masked. */
  #positionBias(stack: 'encoder' | 'decoder', length: number, bidirectional: boolean): Rows[] {
    const { numHeads, relativeAttentionBuckets, relativeAttentionMaxDistance } = this.#config;
    const name = `${stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight`;
    const table = this.#matrix(name, numHeads);
    const positions = [...Array(length).keys()];
    return [...Array(numHeads).keys()].map((h) =>
      positions.map((query) =>
        positions.map((key) => {
          if (!bidirectional && key > query) return MASKED;
          const bucket = relativeBucket(
            key - query,
            bidirectional,
            relativeAttentionBuckets,
            relativeAttentionMaxDistance,
          );
          return table[bucket]![h]!;
        }),
      ),
    );
  }
}

/** `T5Attention._relative_position_bucket`, line by line. `relative`: key position - query position. */
export function relativeBucket(
  relative: number,
  bidirectional: boolean,
  buckets: number,
  maxDistance: number,
): number {
  const half = bidirectional ? Math.floor(buckets / 2) : buckets;
  const after = bidirectional && relative > 0 ? half : 0;
  const distance = bidirectional ? Math.abs(relative) : Math.max(0, -relative);
  const exact = Math.floor(half / 2);
  if (distance < exact) return after + distance;
  // Hugging Face's tensors are float32 here, which decides what an exact power falls into.
  const log = Math.fround(Math.log(Math.fround(distance / exact)));
  const growth = Math.fround(log / Math.log(maxDistance / exact));
  const range = Math.floor(Math.fround(growth * (half - exact)));
  return after + Math.min(half - 1, exact + range);
}

/** No score at all: no weights. */
function softmax(scores: readonly number[]): number[] {
  const peak = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - peak));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}

/** The logarithm of the softmax of some logits. */
export function logSoftmax(logits: readonly number[]): number[] {
  const peak = Math.max(...logits);
  const sum = logits.reduce((total, value) => total + Math.exp(value - peak), 0);
  return logits.map((value) => value - peak - Math.log(sum));
}
