enable subgroups;

// Residual distances fused with argmin, register tile, codewords passed round within a quad.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], read as runs of 8 dims; bias
// [code_stride]; dim a multiple of 8 (padding zero), code_stride of 64 (padding zero, bias
// -3.4e38, so that a padded code never wins). Rows past the end read clamped garbage that is not
// stored.
//
// For software adapters: 16 rows x 32 codes a thread. Each of four lanes loads one codeword of four
// and gets the others by quad swaps, one instruction each; lane l meets the codes in the order
// l, l^1, l^2, l^3, so ties are settled by the code itself: the lowest wins. Every step of 8 dims
// (1) copies its 24 runs into private arrays in two small loops, whose code stays in the
//     instruction cache: a bounds-checked load is some 2 KB of code in line;
// (2) multiplies in straight-line code, 16 bytes a multiply-add. For that the codeword's 8 values
//     must stay in registers, so everything else must be short-lived: rows are read where they are
//     used, and a sum is stored as soon as it is complete, which it is only because s lives in
//     memory, being indexed by a variable elsewhere. As plain variables the first sums would keep
//     every register until the end of the step.
// Sums in f32: dots of four dims, added in pairs.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<mat2x4f>;
@group(0) @binding(2) var<storage, read> codebook: array<mat2x4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

const ROWS = 16u;
const CODES = 32u;
// Threads of a quad. A thread's rows stand this far apart: the lanes read neighbours.
const LANES = 4u;
const NO_SCORE = -3.0e38;

// The best so far of four rows.
struct Best { score: vec4f, code: vec4u }

fn better(best: Best, score: vec4f, code: u32) -> Best {
  let wins = (score > best.score) | ((score == best.score) & (vec4u(code) < best.code));
  return Best(select(best.score, score, wins), select(best.code, vec4u(code), wins));
}

@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let runs = params.dim / 8u;
  let lane = invocation & 3u;
  let row = params.row_begin + group.x * ROWS * LANES + lane;
  // Hoisted by hand: a software adapter moves nothing out of a loop.
  let stride = LANES * runs;

  // All four are written before they are read.
  var x: array<mat2x4f, ROWS>;
  var c: array<mat2x4f, CODES / LANES>;
  // s[i][r / 4][r % 4]: row r against the i-th code that this lane meets.
  var s: array<mat4x4f, CODES>;
  // Of rows 4 r .. 4 r + 3.
  var best: array<Best, ROWS / 4u>;
  for (var r = 0u; r < ROWS / 4u; r += 1u) {
    best[r] = Best(vec4f(NO_SCORE), vec4u());
  }

  for (var first = 0u; first < params.codes; first += CODES) {
    for (var i = 0u; i < CODES; i += 1u) {
      let b = vec4f(bias[(first + i) ^ lane]);
      s[i] = mat4x4f(b, b, b, b);
    }
    for (var d = 0u; d < runs; d += 1u) {
      var next = row * runs + d;
      for (var i = 0u; i < ROWS; i += 1u) {
        x[i] = residual[next];
        next += stride;
      }
      next = (first + lane) * runs + d;
      for (var i = 0u; i < CODES / LANES; i += 1u) {
        c[i] = codebook[next];
        next += stride;
      }
      // Heads of loops to unroll hold numbers: 8 is CODES / LANES, 16 ROWS.
      // @unroll
      for (var q = 0u; q < 8u; q += 1u) {
        let a0 = c[q][0];
        let b0 = c[q][1];
        // @unroll
        for (var r = 0u; r < 16u; r += 1u) {
          s[4u * q][r / 4u][r % 4u] =
            dot(x[r][0], a0) + dot(x[r][1], b0) + s[4u * q][r / 4u][r % 4u];
        }
        let a1 = quadSwapX(c[q][0]);
        let b1 = quadSwapX(c[q][1]);
        // @unroll
        for (var r = 0u; r < 16u; r += 1u) {
          s[4u * q + 1u][r / 4u][r % 4u] =
            dot(x[r][0], a1) + dot(x[r][1], b1) + s[4u * q + 1u][r / 4u][r % 4u];
        }
        let a2 = quadSwapY(c[q][0]);
        let b2 = quadSwapY(c[q][1]);
        // @unroll
        for (var r = 0u; r < 16u; r += 1u) {
          s[4u * q + 2u][r / 4u][r % 4u] =
            dot(x[r][0], a2) + dot(x[r][1], b2) + s[4u * q + 2u][r / 4u][r % 4u];
        }
        let a3 = quadSwapDiagonal(c[q][0]);
        let b3 = quadSwapDiagonal(c[q][1]);
        // @unroll
        for (var r = 0u; r < 16u; r += 1u) {
          s[4u * q + 3u][r / 4u][r % 4u] =
            dot(x[r][0], a3) + dot(x[r][1], b3) + s[4u * q + 3u][r / 4u][r % 4u];
        }
      }
    }
    for (var i = 0u; i < CODES; i += 1u) {
      let met = (first + i) ^ lane;
      // @unroll
      for (var r = 0u; r < 4u; r += 1u) {
        best[r] = better(best[r], s[i][r], met);
      }
    }
  }

  for (var r = 0u; r < ROWS; r += 1u) {
    let at = row + LANES * r;
    if (at < params.row_end) {
      code[at] = best[r / 4u].code[r % 4u];
      score[at] = best[r / 4u].score[r % 4u];
    }
  }
}
