// Residual distances fused with argmin, register tile, for adapters without subgroups.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], bias [code_stride], all as vec4 along
// dim; dim a multiple of 8 (padding zero), code_stride of 64 (padding zero, bias -3.4e38, so that
// a padded code never wins). Rows past the end read clamped garbage that is not stored.
// A thread owns 8 rows, GROUP apart, against 8 codes at a time: per four dims 16 vec4 loads for
// 256 multiply-adds. The accumulators are named, not an array: see assign-quad.wgsl.
// Sums in f32, dims ascending. Ties go to the lowest code: codes ascend and only > replaces.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
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

// Four dims of one row against four codes: scores + (x.a, x.b, x.c, x.d).
fn add(scores: vec4f, x: vec4f, a: vec4f, b: vec4f, c: vec4f, d: vec4f) -> vec4f {
  var s = fma(x.xxxx, vec4f(a.x, b.x, c.x, d.x), scores);
  s = fma(x.yyyy, vec4f(a.y, b.y, c.y, d.y), s);
  s = fma(x.zzzz, vec4f(a.z, b.z, c.z, d.z), s);
  return fma(x.wwww, vec4f(a.w, b.w, c.w, d.w), s);
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let dim4 = params.dim / 4u;
  let row = params.row_begin + group.x * GROUP * ROWS + local;
  let from0 = row * dim4;
  let from1 = (row + 1u * GROUP) * dim4;
  let from2 = (row + 2u * GROUP) * dim4;
  let from3 = (row + 3u * GROUP) * dim4;
  let from4 = (row + 4u * GROUP) * dim4;
  let from5 = (row + 5u * GROUP) * dim4;
  let from6 = (row + 6u * GROUP) * dim4;
  let from7 = (row + 7u * GROUP) * dim4;
  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);

  for (var first = 0u; first < params.codes; first += 8u) {
    let word0 = (first + 0u) * dim4;
    let word1 = (first + 1u) * dim4;
    let word2 = (first + 2u) * dim4;
    let word3 = (first + 3u) * dim4;
    let word4 = (first + 4u) * dim4;
    let word5 = (first + 5u) * dim4;
    let word6 = (first + 6u) * dim4;
    let word7 = (first + 7u) * dim4;
    let at0 = first + 0u;
    let b0 = vec4f(bias[at0], bias[at0 + 1u], bias[at0 + 2u], bias[at0 + 3u]);
    let at1 = first + 4u;
    let b1 = vec4f(bias[at1], bias[at1 + 1u], bias[at1 + 2u], bias[at1 + 3u]);
    var s00 = b0; var s01 = b1;
    var s10 = b0; var s11 = b1;
    var s20 = b0; var s21 = b1;
    var s30 = b0; var s31 = b1;
    var s40 = b0; var s41 = b1;
    var s50 = b0; var s51 = b1;
    var s60 = b0; var s61 = b1;
    var s70 = b0; var s71 = b1;
    for (var d = 0u; d < dim4; d += 1u) {
      let x0 = residual[from0 + d];
      let x1 = residual[from1 + d];
      let x2 = residual[from2 + d];
      let x3 = residual[from3 + d];
      let x4 = residual[from4 + d];
      let x5 = residual[from5 + d];
      let x6 = residual[from6 + d];
      let x7 = residual[from7 + d];
      let c0 = codebook[word0 + d];
      let c1 = codebook[word1 + d];
      let c2 = codebook[word2 + d];
      let c3 = codebook[word3 + d];
      let c4 = codebook[word4 + d];
      let c5 = codebook[word5 + d];
      let c6 = codebook[word6 + d];
      let c7 = codebook[word7 + d];
      s00 = add(s00, x0, c0, c1, c2, c3);
      s10 = add(s10, x1, c0, c1, c2, c3);
      s20 = add(s20, x2, c0, c1, c2, c3);
      s30 = add(s30, x3, c0, c1, c2, c3);
      s40 = add(s40, x4, c0, c1, c2, c3);
      s50 = add(s50, x5, c0, c1, c2, c3);
      s60 = add(s60, x6, c0, c1, c2, c3);
      s70 = add(s70, x7, c0, c1, c2, c3);
      s01 = add(s01, x0, c4, c5, c6, c7);
      s11 = add(s11, x1, c4, c5, c6, c7);
      s21 = add(s21, x2, c4, c5, c6, c7);
      s31 = add(s31, x3, c4, c5, c6, c7);
      s41 = add(s41, x4, c4, c5, c6, c7);
      s51 = add(s51, x5, c4, c5, c6, c7);
      s61 = add(s61, x6, c4, c5, c6, c7);
      s71 = add(s71, x7, c4, c5, c6, c7);
    }
    best0 = better(best0, s00, first + 0u);
    best0 = better(best0, s01, first + 4u);
    best1 = better(best1, s10, first + 0u);
    best1 = better(best1, s11, first + 4u);
    best2 = better(best2, s20, first + 0u);
    best2 = better(best2, s21, first + 4u);
    best3 = better(best3, s30, first + 0u);
    best3 = better(best3, s31, first + 4u);
    best4 = better(best4, s40, first + 0u);
    best4 = better(best4, s41, first + 4u);
    best5 = better(best5, s50, first + 0u);
    best5 = better(best5, s51, first + 4u);
    best6 = better(best6, s60, first + 0u);
    best6 = better(best6, s61, first + 4u);
    best7 = better(best7, s70, first + 0u);
    best7 = better(best7, s71, first + 4u);
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
