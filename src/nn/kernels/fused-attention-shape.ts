import type { Values } from '../../compute/kernel';
import { maskAt, maskParams } from './mask';

/** Columns of a head that the fused kernels hold at most; a multiple of 4. */
export const FUSED_HEAD_COLS = 16;

/** Rows of a head that one thread owns. */
export const FUSED_ROWS = 8;

/** What the three fused kernels are told. */
export const fusedParams = {
  sequences: 'u32',
  heads: 'u32',
  queries: 'u32',
  /** Of a sequence as stored, a multiple of 4. */
  keys: 'u32',
  /** A multiple of 4, up to FUSED_HEAD_COLS. */
  headCols: 'u32',
  /** Between rows of queries, keys, and values. */
  stride: 'u32',
  /** Of the bias: above every distance of a query and a key, a multiple of 8. */
  span: 'u32',
  biased: 'u32',
  ...maskParams,
} as const;

type FusedParams = Values<typeof fusedParams>;

interface Scored {
  readonly length: Uint32Array;
  readonly bias: Float32Array;
  readonly q: Float32Array;
  readonly k: Float32Array;
}

/** One head of one sequence, for the oracles. */
export interface Pair {
  /** sequence * heads + head */
  readonly index: number;
  /** Real keys. */
  readonly keys: number;
  /** First element of a query's, and of a key's, columns of the head. */
  query(i: number): number;
  key(j: number): number;
  score(i: number, j: number): number;
  /** What dropout does to a weight: 0, or a factor. */
  kept(i: number, j: number): number;
}

/** Every head of every sequence. */
export function pairsOf({ length, bias, q, k }: Scored, p: FusedParams): Pair[] {
  return Array.from({ length: p.sequences * p.heads }, (_, index) => {
    const sequence = Math.floor(index / p.heads);
    const head = index % p.heads;
    const column = head * p.headCols;
    const query = (i: number) => (sequence * p.queries + i) * p.stride + column;
    const key = (j: number) => (sequence * p.keys + j) * p.stride + column;
    return {
      index,
      keys: Math.min(length[sequence]!, p.keys),
      query,
      key,
      score: (i, j) => {
        const bend = p.biased === 1 ? bias[head * 2 * p.span + p.span + j - i]! : 0;
        return bend + dot(q, query(i), k, key(j), p.headCols);
      },
      kept: (i, j) => maskAt(p, (index * p.queries + i) * p.keys + j),
    };
  });
}

export function dot(
  a: Float32Array,
  aAt: number,
  b: Float32Array,
  bAt: number,
  count: number,
): number {
  let sum = 0;
  for (let c = 0; c < count; c++) sum += a[aAt + c]! * b[bAt + c]!;
  return sum;
}
