import { afterAll } from 'vitest';
import { realF32, untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { fusedAttention } from './fused-attention';
import { fusedAttentionKeys } from './fused-attention-keys';
import { fusedAttentionQueries } from './fused-attention-queries';
import { FUSED_ROWS } from './fused-attention-shape';
import { strideOf } from './layout';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

interface Shape {
  readonly lengths: readonly number[];
  readonly heads: number;
  readonly headCols: number;
  readonly queries: number;
  readonly keys: number;
  readonly rate?: number;
  readonly bias?: 'both ways' | 'causal';
}

/** Lengths, tiles and head widths on both sides of their boundaries. */
const TRAINED: readonly Shape[] = [
  { lengths: [], heads: 2, headCols: 8, queries: 4, keys: 4 },
  { lengths: [1], heads: 1, headCols: 4, queries: 4, keys: 4, bias: 'causal' },
  { lengths: [4, 4, 4], heads: 4, headCols: 16, queries: 4, keys: 4, rate: 0.3, bias: 'causal' },
  { lengths: [8, 0, 5], heads: 3, headCols: 12, queries: 8, keys: 8, bias: 'both ways' },
  { lengths: [12, 9, 1], heads: 2, headCols: 16, queries: 12, keys: 12, bias: 'causal' },
  { lengths: [24, 21, 3], heads: 4, headCols: 16, queries: 24, keys: 24, bias: 'both ways' },
  { lengths: [68, 61], heads: 1, headCols: 8, queries: 68, keys: 68, rate: 0.1, bias: 'both ways' },
  { lengths: [83, 40, 0], heads: 2, headCols: 16, queries: 4, keys: 84, rate: 0.5 },
];
/** Beams of a decoder, of any number. */
const DECODED: readonly Shape[] = [1, 3, 9, 50].map((queries) => ({
  ...{ lengths: [20, 7], heads: 2, headCols: 16, queries, keys: 20 },
}));

const nameOf = ({ lengths, heads, headCols, queries, keys, rate = 0, bias }: Shape) =>
  `lengths [${lengths.join(', ')}], ${heads} x ${headCols}, ${queries} x ${keys}, rate ${rate}, bias ${bias ?? 'none'}`;

const SPARE = 16;

/** Rows behind the last are NaN: they must reach no result. */
function rowsOf(rows: number, stride: number, seed: number): Float32Array {
  return new Float32Array([
    ...realF32(rows * stride, 1.5, seed),
    ...Array<number>(SPARE).fill(NaN),
  ]);
}

function inputOf(shape: Shape) {
  const { lengths, heads, headCols, queries, keys, rate = 0, bias } = shape;
  const sequences = lengths.length;
  const stride = strideOf(heads * headCols);
  const span = Math.ceil(Math.max(queries, keys) / 8) * 8;
  const params = {
    ...{ sequences, heads, queries, keys, headCols, stride, span, biased: bias ? 1 : 0 },
    ...{ seed: 7, rate, scale: 1 / (1 - rate) },
  };
  const causal = (at: number) => bias === 'causal' && at % (2 * span) > span;
  return {
    params,
    rows: sequences * heads * queries,
    tiles: sequences * heads * Math.ceil(queries / FUSED_ROWS),
    read: {
      length: Uint32Array.from(sequences > 0 ? lengths : [0]),
      bias: realF32(heads * 2 * span, 1, 5).map((x, at) => (causal(at) ? -1e30 : x)),
      q: rowsOf(sequences * queries, stride, 1),
      k: rowsOf(sequences * keys, stride, 2),
      v: rowsOf(sequences * keys, stride, 3),
    },
    ofQueries: (seed: number) => rowsOf(sequences * queries, stride, seed),
    queryRoom: untouchedF32(sequences * queries * stride + SPARE),
    keyRoom: untouchedF32(sequences * keys * stride + SPARE),
  };
}

agreesWithOracle(
  gpu,
  fusedAttention,
  [...TRAINED, ...DECODED].map((shape) => {
    const { params, rows, read, queryRoom } = inputOf(shape);
    const arrays = { ...read, mixed: queryRoom, lse: untouchedF32(rows + 4) };
    return { name: nameOf(shape), arrays, calls: [params] };
  }),
  { mixed: { relative: 1e-4, absolute: 1e-5 }, lse: { relative: 1e-5, absolute: 1e-5 } },
);

/** The lse and delta of scores, as a pass forward would leave them, near enough. */
function statOf(shape: Shape) {
  const given = inputOf(shape);
  const mixed = given.ofQueries(8);
  const gradient = given.ofQueries(9);
  const lse = untouchedF32(given.rows);
  fusedAttention.oracle(
    { ...given.read, mixed: given.queryRoom.slice(), lse },
    given.params,
    fusedAttention.overrides,
  );
  return { given, mixed, gradient, lse };
}

agreesWithOracle(
  gpu,
  fusedAttentionQueries,
  TRAINED.map((shape) => {
    const { given, mixed, gradient, lse } = statOf(shape);
    const { read, params, tiles, queryRoom } = given;
    return {
      name: nameOf(shape),
      arrays: {
        ...{ ...read, mixed, gradient, dQuery: queryRoom },
        stat: new Float32Array([...lse, ...untouchedF32(lse.length + 4)]),
        biasLines: untouchedF32(tiles * (shape.keys + FUSED_ROWS) + 4),
      },
      calls: [params],
    };
  }),
  {
    stat: { relative: 1e-5, absolute: 1e-4 },
    dQuery: { relative: 1e-4, absolute: 2e-4 },
    biasLines: { relative: 1e-4, absolute: 2e-4 },
  },
);

agreesWithOracle(
  gpu,
  fusedAttentionKeys,
  TRAINED.map((shape) => {
    const { given, gradient, lse } = statOf(shape);
    const { read, params, keyRoom } = given;
    const stat = new Float32Array([...lse, ...realF32(lse.length, 3, 11), 0, 0, 0, 0]);
    return {
      name: nameOf(shape),
      arrays: { ...read, gradient, stat, dKey: keyRoom, dValue: keyRoom.slice() },
      calls: [params],
    };
  }),
  {
    dKey: { relative: 1e-4, absolute: 2e-4 },
    dValue: { relative: 1e-4, absolute: 2e-4 },
  },
);
