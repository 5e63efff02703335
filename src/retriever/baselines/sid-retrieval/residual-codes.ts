/** The codebooks of a residual quantizer (RQ-KMeans), for a few vectors at a time on the CPU. */
export interface ResidualCodebooks {
  readonly dim: number;
  readonly distance: 'l2' | 'cosine';
  /** Per level K_l x dim, row-major, K_l any. */
  readonly levels: readonly Float32Array[];
}

/**
 * Greedy codes of a vector: the nearest codeword of every level to what the levels before left over;
 * ties to the lowest code. By cosine a zero codeword is as far as an orthogonal one.
 */
export function residualCodes(codebooks: ResidualCodebooks, vector: Float64Array): Uint32Array {
  const residual = Float64Array.from(vector);
  return Uint32Array.from(codebooks.levels, (_, level) => {
    const [code = 0] = nearestCodewords(codebooks, level, residual, 1);
    const codeword = codewordAt(codebooks, level, code);
    for (let d = 0; d < residual.length; d++) residual[d]! -= codeword[d]!;
    return code;
  });
}

/** The `count` codes of a level whose codewords are nearest to a vector, nearest first. */
export function nearestCodewords(
  codebooks: ResidualCodebooks,
  level: number,
  vector: ArrayLike<number>,
  count: number,
): number[] {
  const codes = codebooks.levels[level]!.length / codebooks.dim;
  const scores = Float64Array.from({ length: codes }, (_, code) =>
    similarity(codebooks, codewordAt(codebooks, level, code), vector),
  );
  if (count === 1) return codes === 0 ? [] : [indexOfLargest(scores)];
  return Array.from(scores.keys())
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, count);
}

/** One codeword. A view: not to be changed. */
export function codewordAt(
  { levels, dim }: ResidualCodebooks,
  level: number,
  code: number,
): Float32Array {
  return levels[level]!.subarray(code * dim, (code + 1) * dim);
}

/** Higher is nearer. -|v - c|^2 up to v's own norm: c . v - |c|^2 / 2. */
function similarity(
  { distance }: ResidualCodebooks,
  codeword: Float32Array,
  vector: ArrayLike<number>,
): number {
  let [product, square] = [0, 0];
  for (let d = 0; d < codeword.length; d++) {
    product += codeword[d]! * vector[d]!;
    square += codeword[d]! * codeword[d]!;
  }
  if (distance === 'l2') return product - square / 2;
  return square === 0 ? 0 : product / Math.sqrt(square);
}

function indexOfLargest(scores: Float64Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}
