enable subgroups;

// Residual distances fused with argmin, register tile, codewords shared across the subgroup.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], bias [code_stride], all as vec4 along
// dim; dim a multiple of 8 (padding zero), code_stride of 64 (padding zero, bias -3.4e38, so that
// a padded code never wins). Rows past the end read clamped garbage that is not stored.
// A thread owns 16 rows, GROUP apart, against 32 codes at a time: per four dims 24 vec4 loads for
// 2,048 multiply-adds. Four lanes load one codeword each and pass them round by broadcast: on a
// software adapter a load costs some ten multiply-adds, a broadcast two. Lanes take lane % 4, so
// any subgroup size from 4 up works. The accumulators are named, not an array: a software adapter
// keeps names in registers within a basic block, and an indexed array in memory.
// Sums in f32, dims ascending. Ties go to the lowest code: codes ascend and only > replaces.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

override GROUP: u32;

const ROWS = 16u;
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

fn best_of(
  best: Best, first: u32,
  s0: vec4f, s1: vec4f, s2: vec4f, s3: vec4f, s4: vec4f, s5: vec4f, s6: vec4f, s7: vec4f,
) -> Best {
  let a = better(better(best, s0, first), s1, first + 4u);
  let b = better(better(a, s2, first + 8u), s3, first + 12u);
  let c = better(better(b, s4, first + 16u), s5, first + 20u);
  return better(better(c, s6, first + 24u), s7, first + 28u);
}

// Four dims of one row against four codes, whose values of those dims are cx .. cw.
fn add(s: vec4f, x: vec4f, cx: vec4f, cy: vec4f, cz: vec4f, cw: vec4f) -> vec4f {
  return fma(x.wwww, cw, fma(x.zzzz, cz, fma(x.yyyy, cy, fma(x.xxxx, cx, s))));
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
  let dim4 = params.dim / 4u;
  let row = params.row_begin + group.x * GROUP * ROWS + local;
  let lane = invocation & 3u;
  let from0 = row * dim4;
  let from1 = (row + 1u * GROUP) * dim4;
  let from2 = (row + 2u * GROUP) * dim4;
  let from3 = (row + 3u * GROUP) * dim4;
  let from4 = (row + 4u * GROUP) * dim4;
  let from5 = (row + 5u * GROUP) * dim4;
  let from6 = (row + 6u * GROUP) * dim4;
  let from7 = (row + 7u * GROUP) * dim4;
  let from8 = (row + 8u * GROUP) * dim4;
  let from9 = (row + 9u * GROUP) * dim4;
  let from10 = (row + 10u * GROUP) * dim4;
  let from11 = (row + 11u * GROUP) * dim4;
  let from12 = (row + 12u * GROUP) * dim4;
  let from13 = (row + 13u * GROUP) * dim4;
  let from14 = (row + 14u * GROUP) * dim4;
  let from15 = (row + 15u * GROUP) * dim4;
  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);
  var best8 = Best(NO_SCORE, 0u);
  var best9 = Best(NO_SCORE, 0u);
  var best10 = Best(NO_SCORE, 0u);
  var best11 = Best(NO_SCORE, 0u);
  var best12 = Best(NO_SCORE, 0u);
  var best13 = Best(NO_SCORE, 0u);
  var best14 = Best(NO_SCORE, 0u);
  var best15 = Best(NO_SCORE, 0u);

  for (var first = 0u; first < params.codes; first += 32u) {
    let word0 = (first + 0u + lane) * dim4;
    let word1 = (first + 4u + lane) * dim4;
    let word2 = (first + 8u + lane) * dim4;
    let word3 = (first + 12u + lane) * dim4;
    let word4 = (first + 16u + lane) * dim4;
    let word5 = (first + 20u + lane) * dim4;
    let word6 = (first + 24u + lane) * dim4;
    let word7 = (first + 28u + lane) * dim4;
    let b0 = share(bias[first + 0u + lane]);
    let b1 = share(bias[first + 4u + lane]);
    let b2 = share(bias[first + 8u + lane]);
    let b3 = share(bias[first + 12u + lane]);
    let b4 = share(bias[first + 16u + lane]);
    let b5 = share(bias[first + 20u + lane]);
    let b6 = share(bias[first + 24u + lane]);
    let b7 = share(bias[first + 28u + lane]);
    // s_r_q: row r of the thread against codes first + 4 q .. + 3.
    var s0_0 = b0; var s0_1 = b1; var s0_2 = b2; var s0_3 = b3;
    var s0_4 = b4; var s0_5 = b5; var s0_6 = b6; var s0_7 = b7;
    var s1_0 = b0; var s1_1 = b1; var s1_2 = b2; var s1_3 = b3;
    var s1_4 = b4; var s1_5 = b5; var s1_6 = b6; var s1_7 = b7;
    var s2_0 = b0; var s2_1 = b1; var s2_2 = b2; var s2_3 = b3;
    var s2_4 = b4; var s2_5 = b5; var s2_6 = b6; var s2_7 = b7;
    var s3_0 = b0; var s3_1 = b1; var s3_2 = b2; var s3_3 = b3;
    var s3_4 = b4; var s3_5 = b5; var s3_6 = b6; var s3_7 = b7;
    var s4_0 = b0; var s4_1 = b1; var s4_2 = b2; var s4_3 = b3;
    var s4_4 = b4; var s4_5 = b5; var s4_6 = b6; var s4_7 = b7;
    var s5_0 = b0; var s5_1 = b1; var s5_2 = b2; var s5_3 = b3;
    var s5_4 = b4; var s5_5 = b5; var s5_6 = b6; var s5_7 = b7;
    var s6_0 = b0; var s6_1 = b1; var s6_2 = b2; var s6_3 = b3;
    var s6_4 = b4; var s6_5 = b5; var s6_6 = b6; var s6_7 = b7;
    var s7_0 = b0; var s7_1 = b1; var s7_2 = b2; var s7_3 = b3;
    var s7_4 = b4; var s7_5 = b5; var s7_6 = b6; var s7_7 = b7;
    var s8_0 = b0; var s8_1 = b1; var s8_2 = b2; var s8_3 = b3;
    var s8_4 = b4; var s8_5 = b5; var s8_6 = b6; var s8_7 = b7;
    var s9_0 = b0; var s9_1 = b1; var s9_2 = b2; var s9_3 = b3;
    var s9_4 = b4; var s9_5 = b5; var s9_6 = b6; var s9_7 = b7;
    var s10_0 = b0; var s10_1 = b1; var s10_2 = b2; var s10_3 = b3;
    var s10_4 = b4; var s10_5 = b5; var s10_6 = b6; var s10_7 = b7;
    var s11_0 = b0; var s11_1 = b1; var s11_2 = b2; var s11_3 = b3;
    var s11_4 = b4; var s11_5 = b5; var s11_6 = b6; var s11_7 = b7;
    var s12_0 = b0; var s12_1 = b1; var s12_2 = b2; var s12_3 = b3;
    var s12_4 = b4; var s12_5 = b5; var s12_6 = b6; var s12_7 = b7;
    var s13_0 = b0; var s13_1 = b1; var s13_2 = b2; var s13_3 = b3;
    var s13_4 = b4; var s13_5 = b5; var s13_6 = b6; var s13_7 = b7;
    var s14_0 = b0; var s14_1 = b1; var s14_2 = b2; var s14_3 = b3;
    var s14_4 = b4; var s14_5 = b5; var s14_6 = b6; var s14_7 = b7;
    var s15_0 = b0; var s15_1 = b1; var s15_2 = b2; var s15_3 = b3;
    var s15_4 = b4; var s15_5 = b5; var s15_6 = b6; var s15_7 = b7;
    for (var d = 0u; d < dim4; d += 1u) {
      let x0 = residual[from0 + d];
      let x1 = residual[from1 + d];
      let x2 = residual[from2 + d];
      let x3 = residual[from3 + d];
      let x4 = residual[from4 + d];
      let x5 = residual[from5 + d];
      let x6 = residual[from6 + d];
      let x7 = residual[from7 + d];
      let x8 = residual[from8 + d];
      let x9 = residual[from9 + d];
      let x10 = residual[from10 + d];
      let x11 = residual[from11 + d];
      let x12 = residual[from12 + d];
      let x13 = residual[from13 + d];
      let x14 = residual[from14 + d];
      let x15 = residual[from15 + d];
      let v0 = codebook[word0 + d];
      let v1 = codebook[word1 + d];
      let v2 = codebook[word2 + d];
      let v3 = codebook[word3 + d];
      let v4 = codebook[word4 + d];
      let v5 = codebook[word5 + d];
      let v6 = codebook[word6 + d];
      let v7 = codebook[word7 + d];
      let c0x = share(v0.x); let c0y = share(v0.y);
      let c0z = share(v0.z); let c0w = share(v0.w);
      s0_0 = add(s0_0, x0, c0x, c0y, c0z, c0w);
      s1_0 = add(s1_0, x1, c0x, c0y, c0z, c0w);
      s2_0 = add(s2_0, x2, c0x, c0y, c0z, c0w);
      s3_0 = add(s3_0, x3, c0x, c0y, c0z, c0w);
      s4_0 = add(s4_0, x4, c0x, c0y, c0z, c0w);
      s5_0 = add(s5_0, x5, c0x, c0y, c0z, c0w);
      s6_0 = add(s6_0, x6, c0x, c0y, c0z, c0w);
      s7_0 = add(s7_0, x7, c0x, c0y, c0z, c0w);
      s8_0 = add(s8_0, x8, c0x, c0y, c0z, c0w);
      s9_0 = add(s9_0, x9, c0x, c0y, c0z, c0w);
      s10_0 = add(s10_0, x10, c0x, c0y, c0z, c0w);
      s11_0 = add(s11_0, x11, c0x, c0y, c0z, c0w);
      s12_0 = add(s12_0, x12, c0x, c0y, c0z, c0w);
      s13_0 = add(s13_0, x13, c0x, c0y, c0z, c0w);
      s14_0 = add(s14_0, x14, c0x, c0y, c0z, c0w);
      s15_0 = add(s15_0, x15, c0x, c0y, c0z, c0w);
      let c1x = share(v1.x); let c1y = share(v1.y);
      let c1z = share(v1.z); let c1w = share(v1.w);
      s0_1 = add(s0_1, x0, c1x, c1y, c1z, c1w);
      s1_1 = add(s1_1, x1, c1x, c1y, c1z, c1w);
      s2_1 = add(s2_1, x2, c1x, c1y, c1z, c1w);
      s3_1 = add(s3_1, x3, c1x, c1y, c1z, c1w);
      s4_1 = add(s4_1, x4, c1x, c1y, c1z, c1w);
      s5_1 = add(s5_1, x5, c1x, c1y, c1z, c1w);
      s6_1 = add(s6_1, x6, c1x, c1y, c1z, c1w);
      s7_1 = add(s7_1, x7, c1x, c1y, c1z, c1w);
      s8_1 = add(s8_1, x8, c1x, c1y, c1z, c1w);
      s9_1 = add(s9_1, x9, c1x, c1y, c1z, c1w);
      s10_1 = add(s10_1, x10, c1x, c1y, c1z, c1w);
      s11_1 = add(s11_1, x11, c1x, c1y, c1z, c1w);
      s12_1 = add(s12_1, x12, c1x, c1y, c1z, c1w);
      s13_1 = add(s13_1, x13, c1x, c1y, c1z, c1w);
      s14_1 = add(s14_1, x14, c1x, c1y, c1z, c1w);
      s15_1 = add(s15_1, x15, c1x, c1y, c1z, c1w);
      let c2x = share(v2.x); let c2y = share(v2.y);
      let c2z = share(v2.z); let c2w = share(v2.w);
      s0_2 = add(s0_2, x0, c2x, c2y, c2z, c2w);
      s1_2 = add(s1_2, x1, c2x, c2y, c2z, c2w);
      s2_2 = add(s2_2, x2, c2x, c2y, c2z, c2w);
      s3_2 = add(s3_2, x3, c2x, c2y, c2z, c2w);
      s4_2 = add(s4_2, x4, c2x, c2y, c2z, c2w);
      s5_2 = add(s5_2, x5, c2x, c2y, c2z, c2w);
      s6_2 = add(s6_2, x6, c2x, c2y, c2z, c2w);
      s7_2 = add(s7_2, x7, c2x, c2y, c2z, c2w);
      s8_2 = add(s8_2, x8, c2x, c2y, c2z, c2w);
      s9_2 = add(s9_2, x9, c2x, c2y, c2z, c2w);
      s10_2 = add(s10_2, x10, c2x, c2y, c2z, c2w);
      s11_2 = add(s11_2, x11, c2x, c2y, c2z, c2w);
      s12_2 = add(s12_2, x12, c2x, c2y, c2z, c2w);
      s13_2 = add(s13_2, x13, c2x, c2y, c2z, c2w);
      s14_2 = add(s14_2, x14, c2x, c2y, c2z, c2w);
      s15_2 = add(s15_2, x15, c2x, c2y, c2z, c2w);
      let c3x = share(v3.x); let c3y = share(v3.y);
      let c3z = share(v3.z); let c3w = share(v3.w);
      s0_3 = add(s0_3, x0, c3x, c3y, c3z, c3w);
      s1_3 = add(s1_3, x1, c3x, c3y, c3z, c3w);
      s2_3 = add(s2_3, x2, c3x, c3y, c3z, c3w);
      s3_3 = add(s3_3, x3, c3x, c3y, c3z, c3w);
      s4_3 = add(s4_3, x4, c3x, c3y, c3z, c3w);
      s5_3 = add(s5_3, x5, c3x, c3y, c3z, c3w);
      s6_3 = add(s6_3, x6, c3x, c3y, c3z, c3w);
      s7_3 = add(s7_3, x7, c3x, c3y, c3z, c3w);
      s8_3 = add(s8_3, x8, c3x, c3y, c3z, c3w);
      s9_3 = add(s9_3, x9, c3x, c3y, c3z, c3w);
      s10_3 = add(s10_3, x10, c3x, c3y, c3z, c3w);
      s11_3 = add(s11_3, x11, c3x, c3y, c3z, c3w);
      s12_3 = add(s12_3, x12, c3x, c3y, c3z, c3w);
      s13_3 = add(s13_3, x13, c3x, c3y, c3z, c3w);
      s14_3 = add(s14_3, x14, c3x, c3y, c3z, c3w);
      s15_3 = add(s15_3, x15, c3x, c3y, c3z, c3w);
      let c4x = share(v4.x); let c4y = share(v4.y);
      let c4z = share(v4.z); let c4w = share(v4.w);
      s0_4 = add(s0_4, x0, c4x, c4y, c4z, c4w);
      s1_4 = add(s1_4, x1, c4x, c4y, c4z, c4w);
      s2_4 = add(s2_4, x2, c4x, c4y, c4z, c4w);
      s3_4 = add(s3_4, x3, c4x, c4y, c4z, c4w);
      s4_4 = add(s4_4, x4, c4x, c4y, c4z, c4w);
      s5_4 = add(s5_4, x5, c4x, c4y, c4z, c4w);
      s6_4 = add(s6_4, x6, c4x, c4y, c4z, c4w);
      s7_4 = add(s7_4, x7, c4x, c4y, c4z, c4w);
      s8_4 = add(s8_4, x8, c4x, c4y, c4z, c4w);
      s9_4 = add(s9_4, x9, c4x, c4y, c4z, c4w);
      s10_4 = add(s10_4, x10, c4x, c4y, c4z, c4w);
      s11_4 = add(s11_4, x11, c4x, c4y, c4z, c4w);
      s12_4 = add(s12_4, x12, c4x, c4y, c4z, c4w);
      s13_4 = add(s13_4, x13, c4x, c4y, c4z, c4w);
      s14_4 = add(s14_4, x14, c4x, c4y, c4z, c4w);
      s15_4 = add(s15_4, x15, c4x, c4y, c4z, c4w);
      let c5x = share(v5.x); let c5y = share(v5.y);
      let c5z = share(v5.z); let c5w = share(v5.w);
      s0_5 = add(s0_5, x0, c5x, c5y, c5z, c5w);
      s1_5 = add(s1_5, x1, c5x, c5y, c5z, c5w);
      s2_5 = add(s2_5, x2, c5x, c5y, c5z, c5w);
      s3_5 = add(s3_5, x3, c5x, c5y, c5z, c5w);
      s4_5 = add(s4_5, x4, c5x, c5y, c5z, c5w);
      s5_5 = add(s5_5, x5, c5x, c5y, c5z, c5w);
      s6_5 = add(s6_5, x6, c5x, c5y, c5z, c5w);
      s7_5 = add(s7_5, x7, c5x, c5y, c5z, c5w);
      s8_5 = add(s8_5, x8, c5x, c5y, c5z, c5w);
      s9_5 = add(s9_5, x9, c5x, c5y, c5z, c5w);
      s10_5 = add(s10_5, x10, c5x, c5y, c5z, c5w);
      s11_5 = add(s11_5, x11, c5x, c5y, c5z, c5w);
      s12_5 = add(s12_5, x12, c5x, c5y, c5z, c5w);
      s13_5 = add(s13_5, x13, c5x, c5y, c5z, c5w);
      s14_5 = add(s14_5, x14, c5x, c5y, c5z, c5w);
      s15_5 = add(s15_5, x15, c5x, c5y, c5z, c5w);
      let c6x = share(v6.x); let c6y = share(v6.y);
      let c6z = share(v6.z); let c6w = share(v6.w);
      s0_6 = add(s0_6, x0, c6x, c6y, c6z, c6w);
      s1_6 = add(s1_6, x1, c6x, c6y, c6z, c6w);
      s2_6 = add(s2_6, x2, c6x, c6y, c6z, c6w);
      s3_6 = add(s3_6, x3, c6x, c6y, c6z, c6w);
      s4_6 = add(s4_6, x4, c6x, c6y, c6z, c6w);
      s5_6 = add(s5_6, x5, c6x, c6y, c6z, c6w);
      s6_6 = add(s6_6, x6, c6x, c6y, c6z, c6w);
      s7_6 = add(s7_6, x7, c6x, c6y, c6z, c6w);
      s8_6 = add(s8_6, x8, c6x, c6y, c6z, c6w);
      s9_6 = add(s9_6, x9, c6x, c6y, c6z, c6w);
      s10_6 = add(s10_6, x10, c6x, c6y, c6z, c6w);
      s11_6 = add(s11_6, x11, c6x, c6y, c6z, c6w);
      s12_6 = add(s12_6, x12, c6x, c6y, c6z, c6w);
      s13_6 = add(s13_6, x13, c6x, c6y, c6z, c6w);
      s14_6 = add(s14_6, x14, c6x, c6y, c6z, c6w);
      s15_6 = add(s15_6, x15, c6x, c6y, c6z, c6w);
      let c7x = share(v7.x); let c7y = share(v7.y);
      let c7z = share(v7.z); let c7w = share(v7.w);
      s0_7 = add(s0_7, x0, c7x, c7y, c7z, c7w);
      s1_7 = add(s1_7, x1, c7x, c7y, c7z, c7w);
      s2_7 = add(s2_7, x2, c7x, c7y, c7z, c7w);
      s3_7 = add(s3_7, x3, c7x, c7y, c7z, c7w);
      s4_7 = add(s4_7, x4, c7x, c7y, c7z, c7w);
      s5_7 = add(s5_7, x5, c7x, c7y, c7z, c7w);
      s6_7 = add(s6_7, x6, c7x, c7y, c7z, c7w);
      s7_7 = add(s7_7, x7, c7x, c7y, c7z, c7w);
      s8_7 = add(s8_7, x8, c7x, c7y, c7z, c7w);
      s9_7 = add(s9_7, x9, c7x, c7y, c7z, c7w);
      s10_7 = add(s10_7, x10, c7x, c7y, c7z, c7w);
      s11_7 = add(s11_7, x11, c7x, c7y, c7z, c7w);
      s12_7 = add(s12_7, x12, c7x, c7y, c7z, c7w);
      s13_7 = add(s13_7, x13, c7x, c7y, c7z, c7w);
      s14_7 = add(s14_7, x14, c7x, c7y, c7z, c7w);
      s15_7 = add(s15_7, x15, c7x, c7y, c7z, c7w);
    }
    best0 = best_of(best0, first, s0_0, s0_1, s0_2, s0_3, s0_4, s0_5, s0_6, s0_7);
    best1 = best_of(best1, first, s1_0, s1_1, s1_2, s1_3, s1_4, s1_5, s1_6, s1_7);
    best2 = best_of(best2, first, s2_0, s2_1, s2_2, s2_3, s2_4, s2_5, s2_6, s2_7);
    best3 = best_of(best3, first, s3_0, s3_1, s3_2, s3_3, s3_4, s3_5, s3_6, s3_7);
    best4 = best_of(best4, first, s4_0, s4_1, s4_2, s4_3, s4_4, s4_5, s4_6, s4_7);
    best5 = best_of(best5, first, s5_0, s5_1, s5_2, s5_3, s5_4, s5_5, s5_6, s5_7);
    best6 = best_of(best6, first, s6_0, s6_1, s6_2, s6_3, s6_4, s6_5, s6_6, s6_7);
    best7 = best_of(best7, first, s7_0, s7_1, s7_2, s7_3, s7_4, s7_5, s7_6, s7_7);
    best8 = best_of(best8, first, s8_0, s8_1, s8_2, s8_3, s8_4, s8_5, s8_6, s8_7);
    best9 = best_of(best9, first, s9_0, s9_1, s9_2, s9_3, s9_4, s9_5, s9_6, s9_7);
    best10 = best_of(best10, first, s10_0, s10_1, s10_2, s10_3, s10_4, s10_5, s10_6, s10_7);
    best11 = best_of(best11, first, s11_0, s11_1, s11_2, s11_3, s11_4, s11_5, s11_6, s11_7);
    best12 = best_of(best12, first, s12_0, s12_1, s12_2, s12_3, s12_4, s12_5, s12_6, s12_7);
    best13 = best_of(best13, first, s13_0, s13_1, s13_2, s13_3, s13_4, s13_5, s13_6, s13_7);
    best14 = best_of(best14, first, s14_0, s14_1, s14_2, s14_3, s14_4, s14_5, s14_6, s14_7);
    best15 = best_of(best15, first, s15_0, s15_1, s15_2, s15_3, s15_4, s15_5, s15_6, s15_7);
  }
  store(row, best0);
  store(row + 1u * GROUP, best1);
  store(row + 2u * GROUP, best2);
  store(row + 3u * GROUP, best3);
  store(row + 4u * GROUP, best4);
  store(row + 5u * GROUP, best5);
  store(row + 6u * GROUP, best6);
  store(row + 7u * GROUP, best7);
  store(row + 8u * GROUP, best8);
  store(row + 9u * GROUP, best9);
  store(row + 10u * GROUP, best10);
  store(row + 11u * GROUP, best11);
  store(row + 12u * GROUP, best12);
  store(row + 13u * GROUP, best13);
  store(row + 14u * GROUP, best14);
  store(row + 15u * GROUP, best15);
}
