import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows, toRows } from '../bench.fixture';
import {
  attention,
  numericGradient,
  weighted,
  type HeadWeights,
  type Rows,
} from '../float64.fixture';
import { NO_BUCKET } from '../kernels/position-bias';
import { Attention } from './attention';
import type { AttentionBatch } from './attention-core';
import { attentionWorkspace } from './attention-workspace';
import { PositionBias } from './position-bias';

const HEADS = 2;
const BUCKETS = 3;
const SPAN = 8;
/** Of key - query = -7 .. 7; `causal` forbids later keys. */
const bucketOf = (causal: boolean) =>
  Uint32Array.from({ length: 2 * SPAN - 1 }, (_, at) => {
    const distance = at - SPAN + 1;
    return causal && distance > 0 ? NO_BUCKET : Math.min(Math.abs(distance), BUCKETS - 1);
  });

const SHAPES = [
  { name: 'self, causal', cross: false, biased: true, causal: true, lengths: [4, 4] },
  { name: 'self, both ways, padded', cross: false, biased: true, causal: false, lengths: [3, 1] },
  { name: 'cross, padded, no bias', cross: true, biased: false, causal: false, lengths: [5, 8] },
];
const CASES = [false, true].flatMap((fused) => SHAPES.map((shape) => ({ ...shape, fused })));

function setUp({ fused, cross, biased, causal, lengths }: (typeof CASES)[number]) {
  const bench = new Bench();
  const size = lengths.length;
  const [queries, keys] = [4, cross ? 8 : 4];
  const config = {
    ...{ name: 'attention', cols: 6, heads: HEADS, headCols: 4, dropout: 0 },
    ...{ fused, sequences: size, queries, keys, biased },
  };
  const layer = new Attention(bench.arena, config, attentionWorkspace(bench.arena, config));
  const bias = biased
    ? new PositionBias(bench.arena, {
        ...{ name: 'bias', heads: HEADS, buckets: BUCKETS, bucketOf: bucketOf(causal), fused },
      })
    : null;
  const parameters = [...layer.parameters(), ...(bias ? [bias.table] : [])];
  const values = parameters.map(({ rows, cols }, i) => randomRows(rows, cols, i + 3));
  parameters.forEach((parameter, i) => {
    parameter.initialise(bench.device, Float32Array.from(values[i]!.flat()));
  });
  const tensor = bench.arena.tensor('lengths', 'u32', size);
  bench.device.write(tensor, Uint32Array.from(lengths));
  const batch: AttentionBatch = { size, queries, keys, lengths: tensor, bias };
  const x = randomRows(size * queries, 6, 1);
  const source = cross ? randomRows(size * keys, 6, 2) : x;
  return { bench, layer, bias, parameters, values, batch, x, source };
}

type Given = ReturnType<typeof setUp>;

/** All sequences in Float64, each on its real keys. */
function reference(
  { batch: { size, queries, keys }, bias }: Given,
  { causal, cross, lengths }: (typeof CASES)[number],
  x: Rows,
  source: Rows,
  [q, k, v, o, table]: Rows[],
): Rows {
  const weights = { q, k, v, o } as HeadWeights;
  const buckets = bucketOf(causal);
  const score = (head: number, i: number, j: number) => {
    if (!bias) return 0;
    const bucket = buckets[j - i + SPAN - 1]!;
    return bucket === NO_BUCKET ? -1e30 : table![bucket]![head]!;
  };
  return Array.from({ length: size }, (_, b) => {
    const own = (cross ? source : x).slice(b * keys, b * keys + lengths[b]!);
    return attention(x.slice(b * queries, (b + 1) * queries), own, weights, HEADS, score);
  }).flat();
}

describe.for(CASES)('Attention: $name, fused $fused', (kind) => {
  test('agrees with Float64, and so do all of its gradients', async () => {
    const given = setUp(kind);
    const { bench, layer, bias, parameters, values, batch, x, source } = given;
    const { queries, keys, size } = batch;
    bias?.forward(bench.run, { queries, keys });
    const xs = bench.tensor(x);
    const sources = kind.cross ? bench.tensor(source) : xs;
    const y = await layer.forward(bench.run, xs, sources, batch);
    const rows = size * queries;
    expectClose(await bench.rows(y, rows, 6), reference(given, kind, x, source, values));

    const weights = randomRows(rows, 6, 20);
    const dSource = kind.cross ? bench.arena.tensor('ds', 'f32', size * keys * 8) : null;
    const dx = await layer.backward(bench.run, bench.tensor(weights), dSource);
    bias?.backward(bench.run);
    const loss = (moved: Rows, from: Rows, using: Rows[]) =>
      weighted(reference(given, kind, moved, from, using), weights);
    expectClose(
      await bench.rows(dx, rows, 6),
      numericGradient(x, (moved) => loss(moved, source, values)),
      1e-4,
    );
    if (dSource) {
      expectClose(
        await bench.rows(dSource, size * keys, 6),
        numericGradient(source, (moved) => loss(x, moved, values)),
        1e-4,
      );
    }
    for (const [i, parameter] of parameters.entries()) {
      expectClose(
        await bench.gradient(parameter),
        numericGradient(values[i]!, (moved) => loss(x, source, values.with(i, moved))),
        1e-4,
      );
    }
  });
});

test.for([false, true])(
  'dropped weights are dropped on the way back too, fused %s',
  async (fused) => {
    const { bench, layer, batch, x } = setUp({ ...SHAPES[2]!, fused });
    const size = {
      ...{ fused, heads: HEADS, headCols: 4, sequences: 2, queries: 4, keys: 8, biased: false },
    };
    const dropping = new Attention(
      bench.arena,
      { name: 'dropping', cols: 6, dropout: 0.5, ...size },
      attentionWorkspace(bench.arena, size),
    );
    const values = layer.parameters().map(({ rows, cols }, i) => randomRows(rows, cols, i + 3));
    dropping.parameters().forEach((parameter, i) => {
      parameter.initialise(bench.device, Float32Array.from(values[i]!.flat()));
    });
    const source = randomRows(16, 6, 2);
    const weights = randomRows(8, 6, 20);
    const step = { ...bench.run, seed: 5 };
    const sources = bench.tensor(source);
    const output = async (moved: Rows) =>
      bench.rows(await dropping.forward(step, bench.tensor(moved), sources, batch), 8, 6);
    const kept = await output(x);
    await layer.forward(bench.run, bench.tensor(x), sources, batch);
    const dx = await dropping.backward(
      step,
      bench.tensor(weights),
      bench.arena.tensor('ds', 'f32', 16 * 8),
    );
    const found = await bench.rows(dx, 8, 6);
    // One entry by a coarse difference of the Float32 forward with the same mask.
    const h = 1e-2;
    const moved = (by: number) => x.map((row, r) => (r === 1 ? row.with(2, row[2]! + by) : row));
    const slope =
      (weighted(await output(moved(h)), weights) - weighted(await output(moved(-h)), weights)) /
      (2 * h);
    expect(found[1]![2]).toBeCloseTo(slope, 2);
    expect(kept).not.toEqual(toRows(Float32Array.from(kept.flat()).fill(0), 6));
  },
);
