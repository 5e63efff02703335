import { realF32, wholeF32 } from '../../compute/numbers.fixture';
import type { AssignProblem } from './assign-codes.fixture';

type Named = AssignProblem & { readonly name: string };

/** Small whole numbers: every score is exact in Float32, so ties are ties. */
export function whole(
  rows: number,
  dim: number,
  codes: number,
  more: Partial<AssignProblem> = {},
): AssignProblem {
  const vectors = wholeF32(rows * dim, 4, rows + 31 * dim);
  const codewords = wholeF32(codes * dim, 4, codes + 17 * dim);
  return { vectors, codewords, rows, dim, codes, ...more };
}

function real(rows: number, dim: number, codes: number, cosine = false): AssignProblem {
  const vectors = realF32(rows * dim, 1, rows + 31 * dim);
  const codewords = realF32(codes * dim, 1, codes + 17 * dim);
  return { vectors, codewords, rows, dim, codes, cosine };
}

/** Copies codeword `from` over the codes of `to`. */
function withDuplicates(problem: AssignProblem, from: number, to: readonly number[]) {
  const { dim } = problem;
  const codewords = problem.codewords.slice();
  for (const k of to) codewords.copyWithin(k * dim, from * dim, (from + 1) * dim);
  return { ...problem, codewords };
}

const scaled = (values: Float32Array, factor: number) => values.map((value) => value * factor);

/** Codewords along the axes, both ways: their norms are whole, so cosine scores are exact too. */
function alongAxes(dim: number): Float32Array {
  const codewords = new Float32Array(2 * dim * dim);
  for (let k = 0; k < 2 * dim; k++) codewords[k * dim + (k % dim)] = k < dim ? 3 : -2;
  return codewords;
}

/** Each axis on both sides of every kernel's tiles, and dims that need padding. */
const sizes = [
  ...[1, 7, 8, 9, 16, 100, 128, 256].map((dim) => [65, dim, 20] as const),
  // Rows in parts: the last one whole or not, and codes on both sides of a block.
  ...[264, 512].flatMap((dim) => [20, 64, 65, 130].map((codes) => [65, dim, codes] as const)),
  ...[1, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 256].map(
    (codes) => [70, 8, codes] as const,
  ),
  ...[0, 1, 3, 4, 31, 32, 33, 63, 64, 65, 100, 128, 129, 513].map(
    (rows) => [rows, 16, 33] as const,
  ),
];

const large = whole(130, 6, 70);
const many = whole(100, 2, 200);

/** Whole multiples of `scale`, all of one sign: 1, 2 or 3 times it. */
const oneSided = (length: number, scale: number, seed: number) =>
  wholeF32(length, 1, seed).map((value) => (value + 2) * scale);

/** Every score is far below the 0 of a zero codeword without a bias: down to some -1e38. */
const turnedAway: readonly Named[] = [
  ...[1, 3, 5, 31, 33, 63, 65, 100].map((codes) => ({
    name: `${codes} codewords against vectors of the other sign, up to 3 * 2^60`,
    ...whole(100, 8, codes),
    vectors: oneSided(100 * 8, -(2 ** 60), codes),
    codewords: oneSided(codes * 8, 2 ** 60, codes + 1),
  })),
  ...[1, 33].map((codes) => ({
    name: `cosine, ${codes} axes against vectors of the other sign, up to 3 * 2^125`,
    ...whole(100, 40, codes, { cosine: true }),
    vectors: oneSided(100 * 40, -(2 ** 125), codes),
    codewords: alongAxes(40).subarray(0, codes * 40),
  })),
];

/** Codes and scores of these are exact. */
export const exact: readonly Named[] = [
  ...sizes.map(([rows, dim, codes]) => ({
    name: `${rows} rows, ${dim} dims, ${codes} codes`,
    ...whole(rows, dim, codes),
  })),
  { name: 'all vectors zero', ...whole(70, 5, 20), vectors: new Float32Array(70 * 5) },
  {
    name: 'all codewords equal',
    ...whole(70, 5, 130),
    codewords: new Float32Array(130 * 5).fill(2),
  },
  { name: 'all vectors equal', ...whole(70, 5, 20), vectors: new Float32Array(70 * 5).fill(-3) },
  { name: 'equal codewords within a tile', ...withDuplicates(whole(200, 3, 8), 5, [6, 7]) },
  { name: 'equal codewords, lowest last', ...withDuplicates(whole(200, 3, 64), 62, [1, 2, 33]) },
  {
    name: 'equal codewords across tiles',
    ...withDuplicates(many, 3, [8, 17, 31, 32, 66, 70, 131, 199]),
  },
  { name: 'many equal distances', ...whole(513, 1, 100) },
  {
    name: 'large norms',
    ...large,
    vectors: scaled(large.vectors, 2 ** 40),
    codewords: scaled(large.codewords, 2 ** 40),
  },
  {
    name: 'tiny norms',
    ...large,
    vectors: scaled(large.vectors, 2 ** -40),
    codewords: scaled(large.codewords, 2 ** -40),
  },
  { name: 'cosine, axes', ...whole(130, 7, 14, { codewords: alongAxes(7), cosine: true }) },
  {
    name: 'cosine, zero vectors',
    ...whole(70, 7, 14, { codewords: alongAxes(7), cosine: true }),
    vectors: new Float32Array(70 * 7),
  },
  {
    name: 'cosine, a zero codeword wins where every other is turned away',
    ...whole(66, 2, 3, { cosine: true }),
    vectors: new Float32Array(66 * 2).fill(1),
    codewords: Float32Array.of(-1, 0, 0, 0, 0, -1),
  },
  {
    name: 'cosine, zero codewords only',
    ...whole(66, 2, 9, { cosine: true }),
    codewords: new Float32Array(18),
  },
  ...turnedAway,
];

/** Codes of these may differ where Float32 blurs the margin. */
export const blurred: readonly Named[] = [
  { name: '513 rows, 104 dims, 300 codes', ...real(513, 104, 300) },
  { name: '130 rows, 512 dims, 65 codes', ...real(130, 512, 65) },
  { name: '300 rows, 2 dims, 257 codes', ...real(300, 2, 257) },
  { name: '300 rows, 33 dims, 70 codes, cosine', ...real(300, 33, 70, true) },
];

/** Where a padded code, a zero codeword, would win or poison a row if its bias let it. */
export const temptingPadding: readonly Named[] = [
  ...turnedAway,
  ...[1, 33, 65].map((codes) => ({
    name: `vectors of both signs up to 2^120, ${codes} codewords up to 1`,
    ...real(100, 8, codes),
    vectors: realF32(100 * 8, 2 ** 120, codes),
  })),
];
