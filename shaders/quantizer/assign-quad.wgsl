enable subgroups;

// Residual distances fused with argmin, register tile, codewords passed round within a quad.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// With bias_k = -|c_k|^2 / 2 the argmax is the L2-nearest codeword, with unit codewords and
// bias_k = 0 the cosine-nearest (quantizer/prepare-codebook). The N x K matrix never exists.
//
// Layout: residual [rows][dim], codebook [code_stride][dim], bias [code_stride], all as vec4 along
// dim; dim a multiple of 8 (padding zero), code_stride of 64 (padding zero, bias -3.4e38, so that
// a padded code never wins). Rows past the end read clamped garbage that is not stored.
//
// For software adapters, where a bounds-checked vec4 load is some 300 instructions in line and the
// code of the loop itself must be fetched: 16 rows x 32 codes a thread as 4 x 4 blocks, so that 24
// loads serve 2,048 multiply-adds. Each of four lanes loads one codeword of four and gets the
// others by quad swaps, one instruction each; a transpose costs none there. Lane l meets the codes
// in the order l, l^1, l^2, l^3, so ties are settled by the code itself: the lowest wins.
// Sums in f32, dims ascending in steps of four.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

// Rows of a thread stand 4 apart: the lanes of a quad read neighbours.
const ROWS = 64u;
const CODES = 32u;
const NO_SCORE = -3.0e38;

// The best so far of four rows.
struct Best { score: vec4f, code: vec4u }

fn better(best: Best, score: vec4f, code: u32) -> Best {
  let wins = (score > best.score) | ((score == best.score) & (vec4u(code) < best.code));
  return Best(select(best.score, score, wins), select(best.code, vec4u(code), wins));
}

// Four rows against the codes that the four lanes loaded; `code` is this lane's.
fn better4(best: Best, scores: mat4x4f, first: u32, lane: u32) -> Best {
  let near = better(better(best, scores[0], first + lane), scores[1], first + (lane ^ 1u));
  return better(better(near, scores[2], first + (lane ^ 2u)), scores[3], first + (lane ^ 3u));
}

// What the four lanes of the quad hold, this lane's own first.
fn quad(value: vec4f) -> mat4x4f {
  return mat4x4f(value, quadSwapX(value), quadSwapY(value), quadSwapDiagonal(value));
}

// Components are rows, columns four dims: a lane's four rows of one block.
fn rows_block(x0: u32, x1: u32, x2: u32, x3: u32) -> mat4x4f {
  return transpose(mat4x4f(residual[x0], residual[x1], residual[x2], residual[x3]));
}

fn store(row: u32, score_of: f32, code_of: u32) {
  if (row < params.row_end) {
    code[row] = code_of;
    score[row] = score_of;
  }
}

fn store4(row: u32, best: Best) {
  store(row, best.score.x, best.code.x);
  store(row + 4u, best.score.y, best.code.y);
  store(row + 8u, best.score.z, best.code.z);
  store(row + 12u, best.score.w, best.code.w);
}

@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let dim4 = params.dim / 4u;
  let lane = invocation & 3u;
  let row = params.row_begin + group.x * ROWS + lane;
  // Hoisted by hand: a software adapter moves nothing out of a loop.
  let r0 = (row + 0u) * dim4;
  let r1 = (row + 4u) * dim4;
  let r2 = (row + 8u) * dim4;
  let r3 = (row + 12u) * dim4;
  let r4 = (row + 16u) * dim4;
  let r5 = (row + 20u) * dim4;
  let r6 = (row + 24u) * dim4;
  let r7 = (row + 28u) * dim4;
  let r8 = (row + 32u) * dim4;
  let r9 = (row + 36u) * dim4;
  let r10 = (row + 40u) * dim4;
  let r11 = (row + 44u) * dim4;
  let r12 = (row + 48u) * dim4;
  let r13 = (row + 52u) * dim4;
  let r14 = (row + 56u) * dim4;
  let r15 = (row + 60u) * dim4;
  let none = Best(vec4f(NO_SCORE), vec4u());
  var best0 = none;
  var best1 = none;
  var best2 = none;
  var best3 = none;

  for (var first = 0u; first < params.codes; first += CODES) {
    let mine = first + lane;
    let w0 = (mine + 0u) * dim4;
    let w1 = (mine + 4u) * dim4;
    let w2 = (mine + 8u) * dim4;
    let w3 = (mine + 12u) * dim4;
    let w4 = (mine + 16u) * dim4;
    let w5 = (mine + 20u) * dim4;
    let w6 = (mine + 24u) * dim4;
    let w7 = (mine + 28u) * dim4;
    let b0 = quad(vec4f(bias[mine + 0u]));
    let b1 = quad(vec4f(bias[mine + 4u]));
    let b2 = quad(vec4f(bias[mine + 8u]));
    let b3 = quad(vec4f(bias[mine + 12u]));
    let b4 = quad(vec4f(bias[mine + 16u]));
    let b5 = quad(vec4f(bias[mine + 20u]));
    let b6 = quad(vec4f(bias[mine + 24u]));
    let b7 = quad(vec4f(bias[mine + 28u]));
    // s_rq: row block r against codes first + 4 q .. + 3. Named: an array that is indexed by a
    // variable anywhere lives in memory, and everything here is slower for it.
    var s00 = b0; var s10 = b0; var s20 = b0; var s30 = b0;
    var s01 = b1; var s11 = b1; var s21 = b1; var s31 = b1;
    var s02 = b2; var s12 = b2; var s22 = b2; var s32 = b2;
    var s03 = b3; var s13 = b3; var s23 = b3; var s33 = b3;
    var s04 = b4; var s14 = b4; var s24 = b4; var s34 = b4;
    var s05 = b5; var s15 = b5; var s25 = b5; var s35 = b5;
    var s06 = b6; var s16 = b6; var s26 = b6; var s36 = b6;
    var s07 = b7; var s17 = b7; var s27 = b7; var s37 = b7;
    for (var d = 0u; d < dim4; d += 1u) {
      let x0 = rows_block(r0 + d, r1 + d, r2 + d, r3 + d);
      let x1 = rows_block(r4 + d, r5 + d, r6 + d, r7 + d);
      let x2 = rows_block(r8 + d, r9 + d, r10 + d, r11 + d);
      let x3 = rows_block(r12 + d, r13 + d, r14 + d, r15 + d);
      let c0 = quad(codebook[w0 + d]);
      s00 += x0 * c0; s10 += x1 * c0; s20 += x2 * c0; s30 += x3 * c0;
      let c1 = quad(codebook[w1 + d]);
      s01 += x0 * c1; s11 += x1 * c1; s21 += x2 * c1; s31 += x3 * c1;
      let c2 = quad(codebook[w2 + d]);
      s02 += x0 * c2; s12 += x1 * c2; s22 += x2 * c2; s32 += x3 * c2;
      let c3 = quad(codebook[w3 + d]);
      s03 += x0 * c3; s13 += x1 * c3; s23 += x2 * c3; s33 += x3 * c3;
      let c4 = quad(codebook[w4 + d]);
      s04 += x0 * c4; s14 += x1 * c4; s24 += x2 * c4; s34 += x3 * c4;
      let c5 = quad(codebook[w5 + d]);
      s05 += x0 * c5; s15 += x1 * c5; s25 += x2 * c5; s35 += x3 * c5;
      let c6 = quad(codebook[w6 + d]);
      s06 += x0 * c6; s16 += x1 * c6; s26 += x2 * c6; s36 += x3 * c6;
      let c7 = quad(codebook[w7 + d]);
      s07 += x0 * c7; s17 += x1 * c7; s27 += x2 * c7; s37 += x3 * c7;
    }
    best0 = better4(best0, s00, first + 0u, lane);
    best0 = better4(best0, s01, first + 4u, lane);
    best0 = better4(best0, s02, first + 8u, lane);
    best0 = better4(best0, s03, first + 12u, lane);
    best0 = better4(best0, s04, first + 16u, lane);
    best0 = better4(best0, s05, first + 20u, lane);
    best0 = better4(best0, s06, first + 24u, lane);
    best0 = better4(best0, s07, first + 28u, lane);
    best1 = better4(best1, s10, first + 0u, lane);
    best1 = better4(best1, s11, first + 4u, lane);
    best1 = better4(best1, s12, first + 8u, lane);
    best1 = better4(best1, s13, first + 12u, lane);
    best1 = better4(best1, s14, first + 16u, lane);
    best1 = better4(best1, s15, first + 20u, lane);
    best1 = better4(best1, s16, first + 24u, lane);
    best1 = better4(best1, s17, first + 28u, lane);
    best2 = better4(best2, s20, first + 0u, lane);
    best2 = better4(best2, s21, first + 4u, lane);
    best2 = better4(best2, s22, first + 8u, lane);
    best2 = better4(best2, s23, first + 12u, lane);
    best2 = better4(best2, s24, first + 16u, lane);
    best2 = better4(best2, s25, first + 20u, lane);
    best2 = better4(best2, s26, first + 24u, lane);
    best2 = better4(best2, s27, first + 28u, lane);
    best3 = better4(best3, s30, first + 0u, lane);
    best3 = better4(best3, s31, first + 4u, lane);
    best3 = better4(best3, s32, first + 8u, lane);
    best3 = better4(best3, s33, first + 12u, lane);
    best3 = better4(best3, s34, first + 16u, lane);
    best3 = better4(best3, s35, first + 20u, lane);
    best3 = better4(best3, s36, first + 24u, lane);
    best3 = better4(best3, s37, first + 28u, lane);
  }
  store4(row + 0u, best0);
  store4(row + 16u, best1);
  store4(row + 32u, best2);
  store4(row + 48u, best3);
}
