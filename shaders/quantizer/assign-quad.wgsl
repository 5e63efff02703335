enable subgroups;

// Residual distances fused with argmin, rows resident, codewords streamed past them.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], bias [code_stride]; dim = DIM, a
// multiple of 8. Rows past the end read clamped garbage that is not stored. Codes come in
// ascending order and only a higher score wins, so the lowest of equals does.
//
// For software adapters, whose compiler (Subzero) decides the shape:
// - A load from storage costs as much as some 60 multiply-adds of its four lanes, a load from a
//   constant place of a private array next to nothing. So a thread's rows stay in such an array,
//   and of each codeword a lane loads but a quarter, its own dims, and gets the others by quad
//   swaps, one instruction each. With the t-th swap, lane l sees the dims of lane l ^ t; x[r][t]
//   holds the same dims of row r. Each lane meets the quarters in another order, and yet all add
//   them up alike: (t0 + t1) + (t2 + t3) has the same pairs in every lane. Equal rows get equal
//   codes.
// - A variable's store is masked, some 60 bytes of code; a `let` in straight-line code is a
//   register. So a dot product is written out, its sums are renamed into lets, and nothing else
//   lives as long: four rows at a time are what 16 registers hold beside four dims.
// - Time goes by bytes of code, since the loop over codes exceeds the instruction cache: 20 bytes
//   a multiply-add, three of which are the swaps.
// Dims beyond CHUNK are summed chunk by chunk, BLOCK codes between two loads of the rows.
// Sums in f32, one after another over the dims of a lane, four dims of the quad at a time.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

// @override
const DIM = 128u;
// Dims that are resident at a time; a multiple of 16.
// @override
const CHUNK = 128u;
// Rows a thread; a multiple of 4.
// @override
const ROWS = 16u;

// Threads of a quad. A thread's rows stand this far apart.
const LANES = 4u;
const CHUNKS = (DIM + CHUNK - 1u) / CHUNK;
// Vectors of four dims: of a row, and of a chunk's quarter.
const VECTORS = DIM / 4u;
const OWN = CHUNK / 16u;
const BLOCK = 64u;
const KEPT = select(1u, BLOCK, CHUNKS > 1u);
const NO_SCORE = -3.0e38;

@group(0) @binding(0) var<uniform> params: Params;
// Rows as arrays of a known length: what the bounds check divides by is then known too.
@group(0) @binding(1) var<storage, read> residual: array<array<vec4f, VECTORS>>;
@group(0) @binding(2) var<storage, read> codebook: array<array<vec4f, VECTORS>>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

// Not variables of main: those are set to zero twice, behind a mask, one value at a time, which is
// most of what is to compile.
// x[r][t]: the quarter of row r that comes with the t-th swap; c: of the codeword, unswapped.
var<private> x: array<array<array<vec4f, OWN>, LANES>, ROWS>;
var<private> c: array<vec4f, OWN>;
// Of rows 4 g .. 4 g + 3: scores of one code, the same of a block's codes, the best so far.
var<private> total: array<vec4f, ROWS / 4u>;
var<private> kept: array<array<vec4f, ROWS / 4u>, KEPT>;
var<private> best_score: array<vec4f, ROWS / 4u>;
var<private> best_code: array<vec4u, ROWS / 4u>;

@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let lane = invocation & 3u;
  let row = params.row_begin + group.x * ROWS * LANES + lane;
  let batch = select(params.codes, BLOCK, CHUNKS > 1u);

  for (var g = 0u; g < ROWS / 4u; g += 1u) {
    best_score[g] = vec4f(NO_SCORE);
    // Only an array that is indexed by a variable somewhere gives its values' registers free.
    total[g] = vec4f();
  }

  for (var first = 0u; first < params.codes; first += batch) {
    let end = min(first + batch, params.codes);
    for (var chunk = 0u; chunk < CHUNKS; chunk += 1u) {
      for (var r = 0u; r < ROWS; r += 1u) {
        let from_row = &residual[row + LANES * r];
        for (var t = 0u; t < LANES; t += 1u) {
          let begin = (chunk * LANES + (lane ^ t)) * OWN;
          for (var d = 0u; d < OWN; d += 1u) {
            // Zero past the row's end, where codewords read a clamped place.
            x[r][t][d] = select(vec4f(), from_row[begin + d], begin + d < VECTORS);
          }
        }
      }

      for (var k = first; k < end; k += 1u) {
        let codeword = &codebook[k];
        let begin = (chunk * LANES + lane) * OWN;
        for (var d = 0u; d < OWN; d += 1u) {
          c[d] = codeword[begin + d];
        }

        // @unroll
        for (var g = 0u; g < ROWS / 4u; g += 1u) {
          // @registers
          var sum = vec4f();
          // @unroll
          for (var d = 0u; d < 4u * OWN; d += 1u) {
            let c0 = c[d / 4u][d % 4u];
            let c1 = quadSwapX(c[d / 4u][d % 4u]);
            let c2 = quadSwapY(c[d / 4u][d % 4u]);
            let c3 = quadSwapDiagonal(c[d / 4u][d % 4u]);
            // @unroll
            for (var r = 0u; r < 4u; r += 1u) {
              sum[r] =
                (x[4u * g + r][0][d / 4u][d % 4u] * c0 + x[4u * g + r][1][d / 4u][d % 4u] * c1) +
                (x[4u * g + r][2][d / 4u][d % 4u] * c2 + x[4u * g + r][3][d / 4u][d % 4u] * c3) +
                sum[r];
            }
          }
          total[g] = sum;
        }

        // A condition that is known at compile time, for its code would lie in the loop's way.
        if (CHUNKS > 1u) {
          if (chunk > 0u) {
            let before = kept[k - first];
            // @unroll
            for (var g = 0u; g < ROWS / 4u; g += 1u) {
              total[g] += before[g];
            }
          }
          kept[k - first] = total;
        }
        if (chunk == CHUNKS - 1u) {
          let b = vec4f(bias[k]);
          // @unroll
          for (var g = 0u; g < ROWS / 4u; g += 1u) {
            let scores = total[g] + b;
            let wins = scores > best_score[g];
            best_score[g] = select(best_score[g], scores, wins);
            best_code[g] = select(best_code[g], vec4u(k), wins);
          }
        }
      }
    }
  }

  for (var r = 0u; r < ROWS; r += 1u) {
    let at = row + LANES * r;
    if (at < params.row_end) {
      code[at] = best_code[r / 4u][r % 4u];
      score[at] = best_score[r / 4u][r % 4u];
    }
  }
}
