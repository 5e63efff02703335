enable subgroups;

// Residual distances fused with argmin, register tile, codewords shared across the subgroup.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], bias [code_stride], all as vec4 along
// dim; dim a multiple of 8 (padding zero), code_stride of 64 (padding zero, bias -3.4e38, so that
// a padded code never wins). Rows past the end read clamped garbage that is not stored.
// A thread owns 8 rows, GROUP apart, against 32 codes at a time: per four dims 16 vec4 loads for
// 1,024 multiply-adds. Four lanes load one codeword each and pass them round by broadcast: on a
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
  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);

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
    // s_rq: row r of the thread against codes first + 4 q .. + 3.
    var s00 = b0; var s01 = b1; var s02 = b2; var s03 = b3; var s04 = b4; var s05 = b5; var s06 = b6; var s07 = b7;
    var s10 = b0; var s11 = b1; var s12 = b2; var s13 = b3; var s14 = b4; var s15 = b5; var s16 = b6; var s17 = b7;
    var s20 = b0; var s21 = b1; var s22 = b2; var s23 = b3; var s24 = b4; var s25 = b5; var s26 = b6; var s27 = b7;
    var s30 = b0; var s31 = b1; var s32 = b2; var s33 = b3; var s34 = b4; var s35 = b5; var s36 = b6; var s37 = b7;
    var s40 = b0; var s41 = b1; var s42 = b2; var s43 = b3; var s44 = b4; var s45 = b5; var s46 = b6; var s47 = b7;
    var s50 = b0; var s51 = b1; var s52 = b2; var s53 = b3; var s54 = b4; var s55 = b5; var s56 = b6; var s57 = b7;
    var s60 = b0; var s61 = b1; var s62 = b2; var s63 = b3; var s64 = b4; var s65 = b5; var s66 = b6; var s67 = b7;
    var s70 = b0; var s71 = b1; var s72 = b2; var s73 = b3; var s74 = b4; var s75 = b5; var s76 = b6; var s77 = b7;
    for (var d = 0u; d < dim4; d += 1u) {
      let x0 = residual[from0 + d];
      let x1 = residual[from1 + d];
      let x2 = residual[from2 + d];
      let x3 = residual[from3 + d];
      let x4 = residual[from4 + d];
      let x5 = residual[from5 + d];
      let x6 = residual[from6 + d];
      let x7 = residual[from7 + d];
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
      s00 = add(s00, x0, c0x, c0y, c0z, c0w);
      s10 = add(s10, x1, c0x, c0y, c0z, c0w);
      s20 = add(s20, x2, c0x, c0y, c0z, c0w);
      s30 = add(s30, x3, c0x, c0y, c0z, c0w);
      s40 = add(s40, x4, c0x, c0y, c0z, c0w);
      s50 = add(s50, x5, c0x, c0y, c0z, c0w);
      s60 = add(s60, x6, c0x, c0y, c0z, c0w);
      s70 = add(s70, x7, c0x, c0y, c0z, c0w);
      let c1x = share(v1.x); let c1y = share(v1.y);
      let c1z = share(v1.z); let c1w = share(v1.w);
      s01 = add(s01, x0, c1x, c1y, c1z, c1w);
      s11 = add(s11, x1, c1x, c1y, c1z, c1w);
      s21 = add(s21, x2, c1x, c1y, c1z, c1w);
      s31 = add(s31, x3, c1x, c1y, c1z, c1w);
      s41 = add(s41, x4, c1x, c1y, c1z, c1w);
      s51 = add(s51, x5, c1x, c1y, c1z, c1w);
      s61 = add(s61, x6, c1x, c1y, c1z, c1w);
      s71 = add(s71, x7, c1x, c1y, c1z, c1w);
      let c2x = share(v2.x); let c2y = share(v2.y);
      let c2z = share(v2.z); let c2w = share(v2.w);
      s02 = add(s02, x0, c2x, c2y, c2z, c2w);
      s12 = add(s12, x1, c2x, c2y, c2z, c2w);
      s22 = add(s22, x2, c2x, c2y, c2z, c2w);
      s32 = add(s32, x3, c2x, c2y, c2z, c2w);
      s42 = add(s42, x4, c2x, c2y, c2z, c2w);
      s52 = add(s52, x5, c2x, c2y, c2z, c2w);
      s62 = add(s62, x6, c2x, c2y, c2z, c2w);
      s72 = add(s72, x7, c2x, c2y, c2z, c2w);
      let c3x = share(v3.x); let c3y = share(v3.y);
      let c3z = share(v3.z); let c3w = share(v3.w);
      s03 = add(s03, x0, c3x, c3y, c3z, c3w);
      s13 = add(s13, x1, c3x, c3y, c3z, c3w);
      s23 = add(s23, x2, c3x, c3y, c3z, c3w);
      s33 = add(s33, x3, c3x, c3y, c3z, c3w);
      s43 = add(s43, x4, c3x, c3y, c3z, c3w);
      s53 = add(s53, x5, c3x, c3y, c3z, c3w);
      s63 = add(s63, x6, c3x, c3y, c3z, c3w);
      s73 = add(s73, x7, c3x, c3y, c3z, c3w);
      let c4x = share(v4.x); let c4y = share(v4.y);
      let c4z = share(v4.z); let c4w = share(v4.w);
      s04 = add(s04, x0, c4x, c4y, c4z, c4w);
      s14 = add(s14, x1, c4x, c4y, c4z, c4w);
      s24 = add(s24, x2, c4x, c4y, c4z, c4w);
      s34 = add(s34, x3, c4x, c4y, c4z, c4w);
      s44 = add(s44, x4, c4x, c4y, c4z, c4w);
      s54 = add(s54, x5, c4x, c4y, c4z, c4w);
      s64 = add(s64, x6, c4x, c4y, c4z, c4w);
      s74 = add(s74, x7, c4x, c4y, c4z, c4w);
      let c5x = share(v5.x); let c5y = share(v5.y);
      let c5z = share(v5.z); let c5w = share(v5.w);
      s05 = add(s05, x0, c5x, c5y, c5z, c5w);
      s15 = add(s15, x1, c5x, c5y, c5z, c5w);
      s25 = add(s25, x2, c5x, c5y, c5z, c5w);
      s35 = add(s35, x3, c5x, c5y, c5z, c5w);
      s45 = add(s45, x4, c5x, c5y, c5z, c5w);
      s55 = add(s55, x5, c5x, c5y, c5z, c5w);
      s65 = add(s65, x6, c5x, c5y, c5z, c5w);
      s75 = add(s75, x7, c5x, c5y, c5z, c5w);
      let c6x = share(v6.x); let c6y = share(v6.y);
      let c6z = share(v6.z); let c6w = share(v6.w);
      s06 = add(s06, x0, c6x, c6y, c6z, c6w);
      s16 = add(s16, x1, c6x, c6y, c6z, c6w);
      s26 = add(s26, x2, c6x, c6y, c6z, c6w);
      s36 = add(s36, x3, c6x, c6y, c6z, c6w);
      s46 = add(s46, x4, c6x, c6y, c6z, c6w);
      s56 = add(s56, x5, c6x, c6y, c6z, c6w);
      s66 = add(s66, x6, c6x, c6y, c6z, c6w);
      s76 = add(s76, x7, c6x, c6y, c6z, c6w);
      let c7x = share(v7.x); let c7y = share(v7.y);
      let c7z = share(v7.z); let c7w = share(v7.w);
      s07 = add(s07, x0, c7x, c7y, c7z, c7w);
      s17 = add(s17, x1, c7x, c7y, c7z, c7w);
      s27 = add(s27, x2, c7x, c7y, c7z, c7w);
      s37 = add(s37, x3, c7x, c7y, c7z, c7w);
      s47 = add(s47, x4, c7x, c7y, c7z, c7w);
      s57 = add(s57, x5, c7x, c7y, c7z, c7w);
      s67 = add(s67, x6, c7x, c7y, c7z, c7w);
      s77 = add(s77, x7, c7x, c7y, c7z, c7w);
    }
    best0 = best_of(best0, first, s00, s01, s02, s03, s04, s05, s06, s07);
    best1 = best_of(best1, first, s10, s11, s12, s13, s14, s15, s16, s17);
    best2 = best_of(best2, first, s20, s21, s22, s23, s24, s25, s26, s27);
    best3 = best_of(best3, first, s30, s31, s32, s33, s34, s35, s36, s37);
    best4 = best_of(best4, first, s40, s41, s42, s43, s44, s45, s46, s47);
    best5 = best_of(best5, first, s50, s51, s52, s53, s54, s55, s56, s57);
    best6 = best_of(best6, first, s60, s61, s62, s63, s64, s65, s66, s67);
    best7 = best_of(best7, first, s70, s71, s72, s73, s74, s75, s76, s77);
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
