enable subgroups;

// One product of a batch: C[i, j] (+)= sum_k A[i, k] B[k, j], i < m, j < n, k < k.
// TRANSPOSE_A: A is stored [k][m], else [m][k]. TRANSPOSE_B: B is stored [n][k], else [k][n].
// Rows of a, b and c stand lda, ldb and ldc apart; product z of the batch starts at
//   (z / inner) * outer stride + (z % inner) * inner stride,
// so that heads lying beside each other in one row are a batch too.
//
// All matrices are read as vec4: m, n, k, strides and offsets are multiples of 4 (m of any size
// unless TRANSPOSE_A). Blocks past an edge read clamped garbage that no stored element depends on.
//
// For software adapters. A thread owns 16 rows against 32 columns as 4 x 4 blocks. Of 4 columns
// groups, each of four lanes loads one block and gets the others by quad swaps: a bounds-checked
// load costs some 70 instructions there, a swap one, a transpose none. Lane l meets the blocks in
// the order l, l^1, l^2, l^3. Sums in f32: k ascending, in steps of four.
struct Params {
  row_begin: u32, m: u32, n: u32, k: u32,
  lda: u32, ldb: u32, ldc: u32, accumulate: u32,
  batches: u32, inner: u32,
  a_inner: u32, a_outer: u32, b_inner: u32, b_outer: u32, c_inner: u32, c_outer: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;

override TRANSPOSE_A: u32;
override TRANSPOSE_B: u32;

// Rows of one lane's blocks stand 16 apart: the lanes of a quad read neighbours.
const ROWS = 64u;
const COLUMNS = 32u;

// Columns are rows i .. i+3 of A, components four k.
fn a_block(at0: u32, at1: u32, at2: u32, at3: u32) -> mat4x4f {
  let stored = mat4x4f(a[at0], a[at1], a[at2], a[at3]);
  if (TRANSPOSE_A == 1u) { return transpose(stored); }
  return stored;
}

// Columns are four k, components columns j .. j+3 of B.
fn b_block(at0: u32, at1: u32, at2: u32, at3: u32) -> mat4x4f {
  let stored = mat4x4f(b[at0], b[at1], b[at2], b[at3]);
  if (TRANSPOSE_B == 1u) { return transpose(stored); }
  return stored;
}

fn swap_x(m: mat4x4f) -> mat4x4f {
  return mat4x4f(quadSwapX(m[0]), quadSwapX(m[1]), quadSwapX(m[2]), quadSwapX(m[3]));
}
fn swap_y(m: mat4x4f) -> mat4x4f {
  return mat4x4f(quadSwapY(m[0]), quadSwapY(m[1]), quadSwapY(m[2]), quadSwapY(m[3]));
}
fn swap_xy(m: mat4x4f) -> mat4x4f {
  return mat4x4f(
    quadSwapDiagonal(m[0]), quadSwapDiagonal(m[1]), quadSwapDiagonal(m[2]), quadSwapDiagonal(m[3]),
  );
}

fn store_row(base: u32, i: u32, j: u32, value: vec4f) {
  if (i >= params.m || j >= params.n) { return; }
  let at = (base + i * params.ldc + j) / 4u;
  c[at] = select(value, value + c[at], params.accumulate == 1u);
}

// Columns of s are rows i .. i+3 of C, components columns j .. j+3.
fn store(base: u32, i: u32, j: u32, s: mat4x4f) {
  store_row(base, i, j, s[0]);
  store_row(base, i + 1u, j, s[1]);
  store_row(base, i + 2u, j, s[2]);
  store_row(base, i + 3u, j, s[3]);
}

@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let lane = invocation & 3u;
  let outer = group.z / params.inner;
  let inner = group.z % params.inner;
  let a_base = outer * params.a_outer + inner * params.a_inner;
  let b_base = outer * params.b_outer + inner * params.b_inner;
  let c_base = outer * params.c_outer + inner * params.c_inner;
  let i = params.row_begin + group.x * ROWS + lane * 4u;
  let first = group.y * COLUMNS;
  let j = first + lane * 4u;

  // Where the blocks start, and how far a step of four k moves them, in vec4. Hoisted by hand: a
  // software adapter moves nothing out of a loop.
  let a_row = params.lda / 4u;
  let b_row = params.ldb / 4u;
  let a_step = select(1u, params.lda, TRANSPOSE_A == 1u);
  let b_step = select(params.ldb, 1u, TRANSPOSE_B == 1u);
  let a_first = select(a_base + i * params.lda, a_base + i, TRANSPOSE_A == 1u) / 4u;
  let b_first = select(b_base + j, b_base + j * params.ldb, TRANSPOSE_B == 1u) / 4u;
  let a_next = select(16u * a_row, 4u, TRANSPOSE_A == 1u);
  let b_next = select(4u, 16u * b_row, TRANSPOSE_B == 1u);
  let a00 = a_first; let a01 = a00 + a_row; let a02 = a01 + a_row; let a03 = a02 + a_row;
  let a10 = a_first + a_next; let a11 = a10 + a_row; let a12 = a11 + a_row; let a13 = a12 + a_row;
  let a20 = a_first + 2u * a_next; let a21 = a20 + a_row; let a22 = a21 + a_row; let a23 = a22 + a_row;
  let a30 = a_first + 3u * a_next; let a31 = a30 + a_row; let a32 = a31 + a_row; let a33 = a32 + a_row;
  let b00 = b_first; let b01 = b00 + b_row; let b02 = b01 + b_row; let b03 = b02 + b_row;
  let b10 = b_first + b_next; let b11 = b10 + b_row; let b12 = b11 + b_row; let b13 = b12 + b_row;
  let steps = params.k / 4u;

  // s_rgt: row block r against the block of column group g that lane ^ t loaded. Named: an array
  // that is indexed by a variable lives in memory, and every step is slower for it.
  var s000 = mat4x4f(); var s001 = mat4x4f(); var s002 = mat4x4f(); var s003 = mat4x4f();
  var s010 = mat4x4f(); var s011 = mat4x4f(); var s012 = mat4x4f(); var s013 = mat4x4f();
  var s100 = mat4x4f(); var s101 = mat4x4f(); var s102 = mat4x4f(); var s103 = mat4x4f();
  var s110 = mat4x4f(); var s111 = mat4x4f(); var s112 = mat4x4f(); var s113 = mat4x4f();
  var s200 = mat4x4f(); var s201 = mat4x4f(); var s202 = mat4x4f(); var s203 = mat4x4f();
  var s210 = mat4x4f(); var s211 = mat4x4f(); var s212 = mat4x4f(); var s213 = mat4x4f();
  var s300 = mat4x4f(); var s301 = mat4x4f(); var s302 = mat4x4f(); var s303 = mat4x4f();
  var s310 = mat4x4f(); var s311 = mat4x4f(); var s312 = mat4x4f(); var s313 = mat4x4f();
  var ka = 0u;
  var kb = 0u;
  for (var step = 0u; step < steps; step += 1u) {
    let x0 = a_block(a00 + ka, a01 + ka, a02 + ka, a03 + ka);
    let x1 = a_block(a10 + ka, a11 + ka, a12 + ka, a13 + ka);
    let x2 = a_block(a20 + ka, a21 + ka, a22 + ka, a23 + ka);
    let x3 = a_block(a30 + ka, a31 + ka, a32 + ka, a33 + ka);
    let w00 = b_block(b00 + kb, b01 + kb, b02 + kb, b03 + kb);
    s000 += w00 * x0; s100 += w00 * x1; s200 += w00 * x2; s300 += w00 * x3;
    let w01 = swap_x(w00);
    s001 += w01 * x0; s101 += w01 * x1; s201 += w01 * x2; s301 += w01 * x3;
    let w02 = swap_y(w00);
    s002 += w02 * x0; s102 += w02 * x1; s202 += w02 * x2; s302 += w02 * x3;
    let w03 = swap_xy(w00);
    s003 += w03 * x0; s103 += w03 * x1; s203 += w03 * x2; s303 += w03 * x3;
    let w10 = b_block(b10 + kb, b11 + kb, b12 + kb, b13 + kb);
    s010 += w10 * x0; s110 += w10 * x1; s210 += w10 * x2; s310 += w10 * x3;
    let w11 = swap_x(w10);
    s011 += w11 * x0; s111 += w11 * x1; s211 += w11 * x2; s311 += w11 * x3;
    let w12 = swap_y(w10);
    s012 += w12 * x0; s112 += w12 * x1; s212 += w12 * x2; s312 += w12 * x3;
    let w13 = swap_xy(w10);
    s013 += w13 * x0; s113 += w13 * x1; s213 += w13 * x2; s313 += w13 * x3;
    ka += a_step;
    kb += b_step;
  }

  // Stored in a loop: 128 stores in line took eight times as long to compile.
  var tile = array<mat4x4f, 32>(
    s000, s001, s002, s003,
    s010, s011, s012, s013,
    s100, s101, s102, s103,
    s110, s111, s112, s113,
    s200, s201, s202, s203,
    s210, s211, s212, s213,
    s300, s301, s302, s303,
    s310, s311, s312, s313,
  );
  for (var at = 0u; at < 32u; at += 1u) {
    let row = i + (at / 8u) * 16u;
    let column = first + (at / 4u % 2u) * 16u + (lane ^ (at % 4u)) * 4u;
    store(c_base, row, column, tile[at]);
  }
}
