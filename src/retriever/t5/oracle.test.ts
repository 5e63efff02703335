import { describe, expect, test } from 'vitest';
import type { T5Config } from './config';
import { logSoftmax, relativeBucket, T5Oracle } from './oracle.fixture';
import { oddT5, randomWeights } from './weights.fixture';

describe('relative position buckets', () => {
  // Both ways of 32 buckets: 16 a side, 8 of them exact, then 8 + floor(8 log(n / 8) / log 16).
  test.each([
    [0, 0],
    [-1, 1],
    [-7, 7],
    [-8, 8],
    [-11, 8],
    [-12, 9],
    [-16, 10],
    [-64, 14],
    [-127, 15],
    [-500, 15],
    [1, 17],
    [8, 24],
    [500, 31],
  ])('encoder, key at %i from the query: %i', (relative, bucket) => {
    expect(relativeBucket(relative, true, 32, 128)).toBe(bucket);
  });

  // One way: 16 exact, then 16 + floor(16 log(n / 16) / log 8).
  test.each([
    [3, 0],
    [0, 0],
    [-15, 15],
    [-16, 16],
    [-18, 16],
    [-19, 17],
    [-64, 26],
    [-128, 31],
    [-999, 31],
  ])('decoder, key at %i from the query: %i', (relative, bucket) => {
    expect(relativeBucket(relative, false, 32, 128)).toBe(bucket);
  });
});

/** One head of two dims, everything the identity, all sizes two. */
function identityT5(): { config: T5Config; weights: Map<string, Float32Array> } {
  const sizes = { dModel: 2, dKv: 2, numHeads: 1, dFf: 2, numLayers: 1, numDecoderLayers: 1 };
  const config = oddT5({ ...sizes, vocabSize: 3, layerNormEpsilon: 1e-12 });
  const weights = new Map(
    [...randomWeights(config, 1)].map(([name, values]) => {
      if (values.length === 2) return [name, Float32Array.of(1, 1)];
      if (name.includes('relative')) return [name, new Float32Array(values.length)];
      return [name, Float32Array.of(1, 0, 0, 1)];
    }),
  );
  weights.set('shared.weight', Float32Array.of(1, 0, 0, 2, 3, 3));
  return { config, weights };
}

test('an encoder of one token by hand', () => {
  const { config, weights } = identityT5();
  // x = [1, 0], normed [sqrt 2, 0]. One key: attention returns the value. x = [1 + sqrt 2, 0].
  // Normed again [sqrt 2, 0], relu and back: x = [1 + 2 sqrt 2, 0], and the last norm.
  const [row] = new T5Oracle(config, weights).encode([0]);
  expect(row![0]).toBeCloseTo(Math.SQRT2, 10);
  expect(row![1]).toBe(0);
});

test('attention of two tokens by hand: unscaled scores, the bias of the offset', () => {
  const { config, weights } = identityT5();
  const name = 'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight';
  // Bucket 17 is the key one place behind the query.
  weights.set(name, new Float32Array(32).fill(Math.log(3), 17, 18));
  // Normed tokens are [s, 0] and [0, s], s = sqrt 2, so scores are 2 to itself and 0 to the other.
  // Query 0 sees 2 and 0 + log 3; query 1 sees 0 and 2.
  const a = Math.exp(2) / (Math.exp(2) + 3);
  const b = Math.exp(2) / (Math.exp(2) + 1);
  const s = Math.SQRT2;
  const after = [
    [1 + a * s, (1 - a) * s],
    [(1 - b) * s, 2 + b * s],
  ];
  const expected = after.map((row) => {
    const norm = (values: number[]) => values.map((v) => v / (Math.hypot(...values) / s));
    const inner = norm(row);
    return norm(row.map((value, c) => value + Math.max(0, inner[c]!)));
  });
  const encoded = new T5Oracle(config, weights).encode([0, 1]);
  encoded.forEach((row, i) => {
    row.forEach((value, c) => {
      expect(value).toBeCloseTo(expected[i]![c]!, 7);
    });
  });
});

describe.each([
  oddT5(),
  oddT5({ feedForward: 'gated-gelu', tieWordEmbeddings: false }),
] satisfies T5Config[])('a random T5: $feedForward, tied $tieWordEmbeddings', (config) => {
  const oracle = new T5Oracle(config, randomWeights(config, 7));

  test('a position does not depend on what follows it in the decoder', () => {
    const encoded = oracle.encode([5, 9, 1]);
    const whole = oracle.logits(encoded, [2, 4, 11]);
    const begin = oracle.logits(encoded, [2, 4]);
    expect(whole.slice(0, 2)).toEqual(begin);
    expect(oracle.logits(encoded, [2, 5])[0]).toEqual(begin[0]);
    expect(oracle.logits(encoded, [2, 5])[1]).not.toEqual(begin[1]);
  });

  test('it depends on the order of the input', () => {
    const first = oracle.logits(oracle.encode([5, 9, 1]), [2]);
    expect(oracle.logits(oracle.encode([9, 5, 1]), [2])).not.toEqual(first);
  });
});

test('a tied head scales the hidden state by dModel^-0.5, an untied one does not', () => {
  const tied = oddT5();
  const weights = randomWeights(tied, 3);
  const untied = { ...tied, tieWordEmbeddings: false };
  const head = new Map([...weights, ['lm_head.weight', weights.get('shared.weight')!]]);
  const [a] = new T5Oracle(tied, weights).logits(new T5Oracle(tied, weights).encode([4]), [2]);
  const [b] = new T5Oracle(untied, head).logits(new T5Oracle(untied, head).encode([4]), [2]);
  a!.forEach((value, c) => {
    expect(value * Math.sqrt(10)).toBeCloseTo(b![c]!, 10);
  });
});

test('log-softmax', () => {
  expect(logSoftmax([1000, 1000])).toEqual([-Math.LN2, -Math.LN2]);
});
