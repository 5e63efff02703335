enable subgroups;
// Residual distances fused with argmin, register tile, codewords shared across the subgroup.
//   score(i, k) = bias_k + sum_d residual[d][i] * codebook[d][k];  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [dim][row_stride], codebook [dim][code_stride], bias [code_stride]; both strides
// padded, padding zero, padded bias -3.4e38, so the tile needs no bounds but the final store's.
// A thread owns 8 rows, GROUP apart (neighbouring threads read neighbouring addresses), against
// 16 codes at a time: per two dims 16 row loads and 8 code loads for 256 multiply-adds.
// Four lanes load four codes and pass them round by broadcast: on software adapters a load
// costs ten multiply-adds, a broadcast two. Lanes take lane % 4, so any subgroup size >= 4 works.
// Sums in f32, dims ascending. Ties go to the lowest code: codes ascend and only > replaces.
struct Params { row_begin: u32, row_end: u32, row_stride: u32, dim: u32, codes: u32, code_stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>;
@group(0) @binding(2) var<storage, read> codebook: array<f32>;
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

// The values that lanes 0..3 hold, in every lane.
fn share(value: f32) -> vec4f {
  return vec4f(
    subgroupBroadcast(value, 0u), subgroupBroadcast(value, 1u),
    subgroupBroadcast(value, 2u), subgroupBroadcast(value, 3u),
  );
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) local: u32,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let row = params.row_begin + group.x * GROUP * ROWS + local;
  let lane = invocation & 3u;
  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);

  for (var first = 0u; first < params.codes; first += 16u) {
    let b0 = share(bias[first + 0u + lane]);
    let b1 = share(bias[first + 4u + lane]);
    let b2 = share(bias[first + 8u + lane]);
    let b3 = share(bias[first + 12u + lane]);
    var s00 = b0; var s01 = b1; var s02 = b2; var s03 = b3;
    var s10 = b0; var s11 = b1; var s12 = b2; var s13 = b3;
    var s20 = b0; var s21 = b1; var s22 = b2; var s23 = b3;
    var s30 = b0; var s31 = b1; var s32 = b2; var s33 = b3;
    var s40 = b0; var s41 = b1; var s42 = b2; var s43 = b3;
    var s50 = b0; var s51 = b1; var s52 = b2; var s53 = b3;
    var s60 = b0; var s61 = b1; var s62 = b2; var s63 = b3;
    var s70 = b0; var s71 = b1; var s72 = b2; var s73 = b3;
    var x = row;
    var c = first + lane;
    for (var d = 0u; d < params.dim; d += 2u) {
      let x0a = residual[x];
      let x1a = residual[x + 1u * GROUP];
      let x2a = residual[x + 2u * GROUP];
      let x3a = residual[x + 3u * GROUP];
      let x4a = residual[x + 4u * GROUP];
      let x5a = residual[x + 5u * GROUP];
      let x6a = residual[x + 6u * GROUP];
      let x7a = residual[x + 7u * GROUP];
      let v0a = codebook[c];
      let v1a = codebook[c + 4u];
      let v2a = codebook[c + 8u];
      let v3a = codebook[c + 12u];
      x += params.row_stride;
      c += params.code_stride;
      let x0b = residual[x];
      let x1b = residual[x + 1u * GROUP];
      let x2b = residual[x + 2u * GROUP];
      let x3b = residual[x + 3u * GROUP];
      let x4b = residual[x + 4u * GROUP];
      let x5b = residual[x + 5u * GROUP];
      let x6b = residual[x + 6u * GROUP];
      let x7b = residual[x + 7u * GROUP];
      let v0b = codebook[c];
      let v1b = codebook[c + 4u];
      let v2b = codebook[c + 8u];
      let v3b = codebook[c + 12u];
      x += params.row_stride;
      c += params.code_stride;
      let c0a = share(v0a);
      let c0b = share(v0b);
      s00 = fma(vec4f(x0b), c0b, fma(vec4f(x0a), c0a, s00));
      s10 = fma(vec4f(x1b), c0b, fma(vec4f(x1a), c0a, s10));
      s20 = fma(vec4f(x2b), c0b, fma(vec4f(x2a), c0a, s20));
      s30 = fma(vec4f(x3b), c0b, fma(vec4f(x3a), c0a, s30));
      s40 = fma(vec4f(x4b), c0b, fma(vec4f(x4a), c0a, s40));
      s50 = fma(vec4f(x5b), c0b, fma(vec4f(x5a), c0a, s50));
      s60 = fma(vec4f(x6b), c0b, fma(vec4f(x6a), c0a, s60));
      s70 = fma(vec4f(x7b), c0b, fma(vec4f(x7a), c0a, s70));
      let c1a = share(v1a);
      let c1b = share(v1b);
      s01 = fma(vec4f(x0b), c1b, fma(vec4f(x0a), c1a, s01));
      s11 = fma(vec4f(x1b), c1b, fma(vec4f(x1a), c1a, s11));
      s21 = fma(vec4f(x2b), c1b, fma(vec4f(x2a), c1a, s21));
      s31 = fma(vec4f(x3b), c1b, fma(vec4f(x3a), c1a, s31));
      s41 = fma(vec4f(x4b), c1b, fma(vec4f(x4a), c1a, s41));
      s51 = fma(vec4f(x5b), c1b, fma(vec4f(x5a), c1a, s51));
      s61 = fma(vec4f(x6b), c1b, fma(vec4f(x6a), c1a, s61));
      s71 = fma(vec4f(x7b), c1b, fma(vec4f(x7a), c1a, s71));
      let c2a = share(v2a);
      let c2b = share(v2b);
      s02 = fma(vec4f(x0b), c2b, fma(vec4f(x0a), c2a, s02));
      s12 = fma(vec4f(x1b), c2b, fma(vec4f(x1a), c2a, s12));
      s22 = fma(vec4f(x2b), c2b, fma(vec4f(x2a), c2a, s22));
      s32 = fma(vec4f(x3b), c2b, fma(vec4f(x3a), c2a, s32));
      s42 = fma(vec4f(x4b), c2b, fma(vec4f(x4a), c2a, s42));
      s52 = fma(vec4f(x5b), c2b, fma(vec4f(x5a), c2a, s52));
      s62 = fma(vec4f(x6b), c2b, fma(vec4f(x6a), c2a, s62));
      s72 = fma(vec4f(x7b), c2b, fma(vec4f(x7a), c2a, s72));
      let c3a = share(v3a);
      let c3b = share(v3b);
      s03 = fma(vec4f(x0b), c3b, fma(vec4f(x0a), c3a, s03));
      s13 = fma(vec4f(x1b), c3b, fma(vec4f(x1a), c3a, s13));
      s23 = fma(vec4f(x2b), c3b, fma(vec4f(x2a), c3a, s23));
      s33 = fma(vec4f(x3b), c3b, fma(vec4f(x3a), c3a, s33));
      s43 = fma(vec4f(x4b), c3b, fma(vec4f(x4a), c3a, s43));
      s53 = fma(vec4f(x5b), c3b, fma(vec4f(x5a), c3a, s53));
      s63 = fma(vec4f(x6b), c3b, fma(vec4f(x6a), c3a, s63));
      s73 = fma(vec4f(x7b), c3b, fma(vec4f(x7a), c3a, s73));
    }
    best0 = better(best0, s00, first + 0u);
    best0 = better(best0, s01, first + 4u);
    best0 = better(best0, s02, first + 8u);
    best0 = better(best0, s03, first + 12u);
    best1 = better(best1, s10, first + 0u);
    best1 = better(best1, s11, first + 4u);
    best1 = better(best1, s12, first + 8u);
    best1 = better(best1, s13, first + 12u);
    best2 = better(best2, s20, first + 0u);
    best2 = better(best2, s21, first + 4u);
    best2 = better(best2, s22, first + 8u);
    best2 = better(best2, s23, first + 12u);
    best3 = better(best3, s30, first + 0u);
    best3 = better(best3, s31, first + 4u);
    best3 = better(best3, s32, first + 8u);
    best3 = better(best3, s33, first + 12u);
    best4 = better(best4, s40, first + 0u);
    best4 = better(best4, s41, first + 4u);
    best4 = better(best4, s42, first + 8u);
    best4 = better(best4, s43, first + 12u);
    best5 = better(best5, s50, first + 0u);
    best5 = better(best5, s51, first + 4u);
    best5 = better(best5, s52, first + 8u);
    best5 = better(best5, s53, first + 12u);
    best6 = better(best6, s60, first + 0u);
    best6 = better(best6, s61, first + 4u);
    best6 = better(best6, s62, first + 8u);
    best6 = better(best6, s63, first + 12u);
    best7 = better(best7, s70, first + 0u);
    best7 = better(best7, s71, first + 4u);
    best7 = better(best7, s72, first + 8u);
    best7 = better(best7, s73, first + 12u);
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
