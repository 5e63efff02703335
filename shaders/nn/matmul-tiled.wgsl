// One product of a batch: C[i, j] (+)= sum_k A[i, k] B[k, j], workgroup-memory tile.
// Layouts, batches and alignment as in matmul-quad.wgsl; this one needs no subgroups.
//
// For GPUs. A workgroup of 64 threads owns 64 rows x 64 columns and walks k in steps of 16: each
// thread stages one 4 x 4 block of A and one of B, then multiplies 2 x 2 blocks of its own 8 x 8
// outputs. Blocks past an edge stage zeros, so k need only be a multiple of 4. Sums in f32, k
// ascending in steps of four.
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

const TILE = 64u;
const BLOCKS = 16u; // 4 x 4 blocks along one side of the tile
const DEPTH = 16u;

// [k block][row block] and [k block][column block].
var<workgroup> a_tile: array<mat4x4f, 64>;
var<workgroup> b_tile: array<mat4x4f, 64>;

// Columns are rows i .. i+3 of A, components k .. k+3.
fn a_block(base: u32, i: u32, k: u32) -> mat4x4f {
  if (i >= params.m || k >= params.k) { return mat4x4f(); }
  let step = params.lda / 4u;
  if (TRANSPOSE_A == 1u) {
    let at = (base + k * params.lda + i) / 4u;
    return transpose(mat4x4f(a[at], a[at + step], a[at + 2u * step], a[at + 3u * step]));
  }
  let at = (base + i * params.lda + k) / 4u;
  return mat4x4f(a[at], a[at + step], a[at + 2u * step], a[at + 3u * step]);
}

// Columns are k .. k+3, components columns j .. j+3 of B.
fn b_block(base: u32, k: u32, j: u32) -> mat4x4f {
  if (j >= params.n || k >= params.k) { return mat4x4f(); }
  let step = params.ldb / 4u;
  if (TRANSPOSE_B == 1u) {
    let at = (base + j * params.ldb + k) / 4u;
    return transpose(mat4x4f(b[at], b[at + step], b[at + 2u * step], b[at + 3u * step]));
  }
  let at = (base + k * params.ldb + j) / 4u;
  return mat4x4f(b[at], b[at + step], b[at + 2u * step], b[at + 3u * step]);
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let outer = group.z / params.inner;
  let inner = group.z % params.inner;
  let a_base = outer * params.a_outer + inner * params.a_inner;
  let b_base = outer * params.b_outer + inner * params.b_inner;
  let c_base = outer * params.c_outer + inner * params.c_inner;
  let i = params.row_begin + group.x * TILE;
  let j = group.y * TILE;
  // What this thread stages: one block of 16 along a side, at one of 4 depths.
  let along = local % BLOCKS * 4u;
  let deep = local / BLOCKS * 4u;
  // What it multiplies: row blocks 2 x, 2 x + 1 and column blocks 2 y, 2 y + 1.
  let x = 2u * (local / 8u);
  let y = 2u * (local % 8u);

  var s00 = mat4x4f();
  var s01 = mat4x4f();
  var s10 = mat4x4f();
  var s11 = mat4x4f();
  for (var k = 0u; k < params.k; k += DEPTH) {
    a_tile[local] = a_block(a_base, i + along, k + deep);
    b_tile[local] = b_block(b_base, k + deep, j + along);
    workgroupBarrier();
    for (var d = 0u; d < 4u; d += 1u) {
      let x0 = a_tile[d * BLOCKS + x];
      let x1 = a_tile[d * BLOCKS + x + 1u];
      let w0 = b_tile[d * BLOCKS + y];
      let w1 = b_tile[d * BLOCKS + y + 1u];
      s00 += w0 * x0;
      s01 += w1 * x0;
      s10 += w0 * x1;
      s11 += w1 * x1;
    }
    workgroupBarrier();
  }
  store(c_base, i + 4u * x, j + 4u * y, s00);
  store(c_base, i + 4u * x, j + 4u * y + 4u, s01);
  store(c_base, i + 4u * x + 4u, j + 4u * y, s10);
  store(c_base, i + 4u * x + 4u, j + 4u * y + 4u, s11);
}
