// Residual distances fused with argmin, register tile, codewords read by every thread.
//   score(i, k) = bias_k + sum_d residual[d][i] * codebook[d][k];  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [dim][row_stride], codebook [dim][code_stride], bias [code_stride]; both strides
// padded, padding zero, padded bias -3.4e38, so the tile needs no bounds but the final store's.
// A thread owns 8 rows, GROUP apart (neighbouring threads read neighbouring addresses), against
// 8 codes at a time: per two dims 16 row loads and 4 vec4 code loads for 128 multiply-adds.
// For adapters without subgroups. Codes are read as vec4: one address for four values.
// Sums in f32, dims ascending. Ties go to the lowest code: codes ascend and only > replaces.
struct Params { row_begin: u32, row_end: u32, row_stride: u32, dim: u32, codes: u32, code_stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

override GROUP: u32;

const ROWS = 8u;
const NO_SCORE = -3.0e38;

struct Best { score: f32, code: u32 }

fn better(best: Best, scores: vec4f, first: u32) -> Best {
  var next = best;
  if (scores.x > next.score) { next = Best(scores.x, first); }
  if (scores.y > next.score) { next = Best(scores.y, first + 1u); }
  if (scores.z > next.score) { next = Best(scores.z, first + 2u); }
  if (scores.w > next.score) { next = Best(scores.w, first + 3u); }
  return next;
}

fn store(row: u32, best: Best) {
  if (row < params.row_end) {
    code[row] = best.code;
    score[row] = best.score;
  }
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = params.row_begin + group.x * GROUP * ROWS + local;
  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);

  for (var first = 0u; first < params.codes; first += 8u) {
    let b0 = bias[first / 4u + 0u];
    let b1 = bias[first / 4u + 1u];
    var s00 = b0; var s01 = b1;
    var s10 = b0; var s11 = b1;
    var s20 = b0; var s21 = b1;
    var s30 = b0; var s31 = b1;
    var s40 = b0; var s41 = b1;
    var s50 = b0; var s51 = b1;
    var s60 = b0; var s61 = b1;
    var s70 = b0; var s71 = b1;
    var x = row;
    var c = first / 4u;
    for (var d = 0u; d < params.dim; d += 2u) {
      let x0a = residual[x];
      let x1a = residual[x + 1u * GROUP];
      let x2a = residual[x + 2u * GROUP];
      let x3a = residual[x + 3u * GROUP];
      let x4a = residual[x + 4u * GROUP];
      let x5a = residual[x + 5u * GROUP];
      let x6a = residual[x + 6u * GROUP];
      let x7a = residual[x + 7u * GROUP];
      let c0a = codebook[c];
      let c1a = codebook[c + 1u];
      x += params.row_stride;
      c += params.code_stride / 4u;
      let x0b = residual[x];
      let x1b = residual[x + 1u * GROUP];
      let x2b = residual[x + 2u * GROUP];
      let x3b = residual[x + 3u * GROUP];
      let x4b = residual[x + 4u * GROUP];
      let x5b = residual[x + 5u * GROUP];
      let x6b = residual[x + 6u * GROUP];
      let x7b = residual[x + 7u * GROUP];
      let c0b = codebook[c];
      let c1b = codebook[c + 1u];
      x += params.row_stride;
      c += params.code_stride / 4u;
      s00 = fma(vec4f(x0b), c0b, fma(vec4f(x0a), c0a, s00));
      s10 = fma(vec4f(x1b), c0b, fma(vec4f(x1a), c0a, s10));
      s20 = fma(vec4f(x2b), c0b, fma(vec4f(x2a), c0a, s20));
      s30 = fma(vec4f(x3b), c0b, fma(vec4f(x3a), c0a, s30));
      s40 = fma(vec4f(x4b), c0b, fma(vec4f(x4a), c0a, s40));
      s50 = fma(vec4f(x5b), c0b, fma(vec4f(x5a), c0a, s50));
      s60 = fma(vec4f(x6b), c0b, fma(vec4f(x6a), c0a, s60));
      s70 = fma(vec4f(x7b), c0b, fma(vec4f(x7a), c0a, s70));
      s01 = fma(vec4f(x0b), c1b, fma(vec4f(x0a), c1a, s01));
      s11 = fma(vec4f(x1b), c1b, fma(vec4f(x1a), c1a, s11));
      s21 = fma(vec4f(x2b), c1b, fma(vec4f(x2a), c1a, s21));
      s31 = fma(vec4f(x3b), c1b, fma(vec4f(x3a), c1a, s31));
      s41 = fma(vec4f(x4b), c1b, fma(vec4f(x4a), c1a, s41));
      s51 = fma(vec4f(x5b), c1b, fma(vec4f(x5a), c1a, s51));
      s61 = fma(vec4f(x6b), c1b, fma(vec4f(x6a), c1a, s61));
      s71 = fma(vec4f(x7b), c1b, fma(vec4f(x7a), c1a, s71));
    }
    best0 = better(better(best0, s00, first), s01, first + 4u);
    best1 = better(better(best1, s10, first), s11, first + 4u);
    best2 = better(better(best2, s20, first), s21, first + 4u);
    best3 = better(better(best3, s30, first), s31, first + 4u);
    best4 = better(better(best4, s40, first), s41, first + 4u);
    best5 = better(better(best5, s50, first), s51, first + 4u);
    best6 = better(better(best6, s60, first), s61, first + 4u);
    best7 = better(better(best7, s70, first), s71, first + 4u);
  }
  store(row, best0);
  store(row + 1u * GROUP, best1);
  store(row + 2u * GROUP, best2);
  store(row + 3u * GROUP, best3);
  store(row + 4u * GROUP, best4);
  store(row + 5u * GROUP, best5);
  store(row + 6u * GROUP, best6);
  store(row + 7u * GROUP, best7);
}
