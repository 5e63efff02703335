// The way back of fused-attention.wgsl to its keys and values, scores computed once more. With g the gradient of
// mixed, p_ij = exp(q_i . k_j + bias[h, j - i] - lse_i) and m_ij the mask of dropout, 0 or scale:
//   dv_j = sum_i m_ij p_ij g_i,   dk_j = sum_i p_ij (m_ij g_i . v_j - delta_i) q_i.
// stat [2][sequences][heads][queries] holds lse and delta (fused-attention-queries.wgsl). Keys behind a
// sequence's length get 0.
//
// Layouts and limits as there. One thread owns 8 keys of a head and walks the queries by four, in order.
struct Params {
  sequences: u32, heads: u32, queries: u32, keys: u32, head_cols: u32, stride: u32,
  span: u32, biased: u32, seed: u32, rate: f32, scale: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> length: array<u32>; // [sequences]
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read> q: array<vec4f>;
@group(0) @binding(4) var<storage, read> k: array<vec4f>;
@group(0) @binding(5) var<storage, read> v: array<vec4f>;
@group(0) @binding(6) var<storage, read> gradient: array<vec4f>; // of mixed
@group(0) @binding(7) var<storage, read> stat: array<vec4f>;
@group(0) @binding(8) var<storage, read_write> d_key: array<vec4f>;
@group(0) @binding(9) var<storage, read_write> d_value: array<vec4f>;

override GROUP: u32;

// Columns are rows of the gradient from `at` on.
fn gradient_rows(at: u32, row: u32) -> mat4x4f {
  return mat4x4f(
    gradient[at], gradient[at + row], gradient[at + 2u * row], gradient[at + 3u * row],
  );
}

// Of eight values by rising j - i, what four keys (columns) see of four queries.
fn along_keys(low: vec4f, high: vec4f) -> mat4x4f {
  return mat4x4f(
    vec4f(high.x, low.wzy), vec4f(high.yx, low.wz), vec4f(high.zyx, low.w), high.wzyx,
  );
}

// Columns of a sequence's keys; none where the key is not real.
fn chances(s: mat4x4f, lse: vec4f, j: u32, count: u32) -> mat4x4f {
  let none = vec4f();
  return mat4x4f(
    select(none, exp(s[0] - lse), j < count), select(none, exp(s[1] - lse), j + 1u < count),
    select(none, exp(s[2] - lse), j + 2u < count), select(none, exp(s[3] - lse), j + 3u < count),
  );
}

// 0 or scale for four keys of one query, `first` being the first one's, and for four queries (components).
fn kept(stream: u32, first: u32) -> vec4f {
  let draw = random_four(stream, first);
  return select(vec4f(), vec4f(params.scale), draw >= vec4f(params.rate));
}
fn kept_columns(stream: u32, first: u32) -> mat4x4f {
  let row = params.keys;
  return transpose(mat4x4f(
    kept(stream, first),
    kept(stream, first + row),
    kept(stream, first + 2u * row),
    kept(stream, first + 3u * row),
  ));
}
fn times(a: mat4x4f, b: mat4x4f) -> mat4x4f {
  return mat4x4f(a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]);
}
fn less(a: mat4x4f, b: vec4f) -> mat4x4f {
  return mat4x4f(a[0] - b, a[1] - b, a[2] - b, a[3] - b);
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let thread = linear_index(group, groups, local, GROUP);
  let tiles = (params.keys + 7u) / 8u;
  let pair = thread / tiles;
  let j = 8u * (thread % tiles);
  let pairs = params.sequences * params.heads;
  if (pair >= pairs) { return; }
  let sequence = pair / params.heads;
  let head = pair % params.heads;
  let row = params.stride / 4u;
  let width = params.head_cols / 4u;
  let column = head * width;
  let whole = j + 4u < params.keys;
  // Where a head has fewer columns, the others are read from its first ones and meet zeros.
  let c1 = select(0u, 1u, width > 1u);
  let c2 = select(0u, 2u, width > 2u);
  let c3 = select(0u, 3u, width > 3u);

  let first = (sequence * params.keys + j) * row + column;
  // Blocks of 4 rows and 4 columns, in a loop as in line loads take most of the time to compile.
  var held = array<mat4x4f, 8>();
  var held_value = array<mat4x4f, 8>();
  for (var b = 0u; b < 8u; b += 1u) {
    let c = b % 4u;
    if (c < width && (b < 4u || whole)) {
      let block_at = first + b / 4u * 4u * row + c;
      held[b] = key_rows(block_at, row);
      held_value[b] = value_rows(block_at, row);
    }
  }
  let k00 = held[0]; let k01 = held[1]; let k02 = held[2]; let k03 = held[3];
  let k10 = held[4]; let k11 = held[5]; let k12 = held[6]; let k13 = held[7];
  let v00 = held_value[0]; let v01 = held_value[1]; let v02 = held_value[2]; let v03 = held_value[3];
  let v10 = held_value[4]; let v11 = held_value[5]; let v12 = held_value[6]; let v13 = held_value[7];
  var a00 = mat4x4f(); var a01 = mat4x4f(); var a02 = mat4x4f(); var a03 = mat4x4f();
  var a10 = mat4x4f(); var a11 = mat4x4f(); var a12 = mat4x4f(); var a13 = mat4x4f();
  var d00 = mat4x4f(); var d01 = mat4x4f(); var d02 = mat4x4f(); var d03 = mat4x4f();
  var d10 = mat4x4f(); var d11 = mat4x4f(); var d12 = mat4x4f(); var d13 = mat4x4f();

  let stream = random_stream(params.seed);
  let count = min(length[sequence], params.keys);
  let queries = select(0u, params.queries, j < count);
  var at = sequence * params.queries * row + column;
  var draw = pair * params.queries * params.keys + j;
  var stats = pair * params.queries / 4u;
  let deltas = pairs * params.queries / 4u;
  // By j - i: of the eight keys and the first four queries, four before j, then j's.
  var line = (head * 2u * params.span + params.span + j) / 4u;
  var b0 = vec4f();
  var b1 = vec4f();
  var b2 = vec4f();
  if (params.biased == 1u) {
    b0 = bias[line];
    b1 = bias[line + 1u];
  }
  for (var i = 0u; i < queries; i += 4u) {
    b2 = b1;
    b1 = b0;
    line -= 1u;
    if (params.biased == 1u) { b0 = bias[line]; }
    let q0 = query_rows(at, row);
    let q1 = query_rows(at + c1, row);
    let q2 = query_rows(at + c2, row);
    let q3 = query_rows(at + c3, row);
    let x0 = transpose(q0);
    let x1 = transpose(q1);
    let x2 = transpose(q2);
    let x3 = transpose(q3);
    let lse = stat[stats];
    let p0 = chances(x0 * k00 + x1 * k01 + x2 * k02 + x3 * k03 + along_keys(b0, b1), lse, j, count);
    let p1 = chances(x0 * k10 + x1 * k11 + x2 * k12 + x3 * k13 + along_keys(b1, b2), lse, j + 4u, count);
    let g0 = gradient_rows(at, row);
    let g1 = gradient_rows(at + c1, row);
    let g2 = gradient_rows(at + c2, row);
    let g3 = gradient_rows(at + c3, row);
    let y0 = transpose(g0);
    let y1 = transpose(g1);
    let y2 = transpose(g2);
    let y3 = transpose(g3);
    var slope0 = y0 * v00 + y1 * v01 + y2 * v02 + y3 * v03;
    var slope1 = y0 * v10 + y1 * v11 + y2 * v12 + y3 * v13;
    var w0 = p0;
    var w1 = p1;
    if (params.rate > 0.0) {
      let m0 = kept_columns(stream, draw);
      let m1 = kept_columns(stream, draw + 4u);
      slope0 = times(slope0, m0);
      slope1 = times(slope1, m1);
      w0 = times(w0, m0);
      w1 = times(w1, m1);
    }
    let delta = stat[deltas + stats];
    let s0 = times(p0, less(slope0, delta));
    let s1 = times(p1, less(slope1, delta));
    a00 += g0 * w0; a01 += g1 * w0; a02 += g2 * w0; a03 += g3 * w0;
    a10 += g0 * w1; a11 += g1 * w1; a12 += g2 * w1; a13 += g3 * w1;
    d00 += q0 * s0; d01 += q1 * s0; d02 += q2 * s0; d03 += q3 * s0;
    d10 += q0 * s1; d11 += q1 * s1; d12 += q2 * s1; d13 += q3 * s1;
    at += 4u * row;
    draw += 4u * params.keys;
    stats += 1u;
  }

  // In a loop, for the same reason.
  var keys = array<mat4x4f, 8>(d00, d01, d02, d03, d10, d11, d12, d13);
  var values = array<mat4x4f, 8>(a00, a01, a02, a03, a10, a11, a12, a13);
  for (var r = 0u; r < 8u; r += 1u) {
    if (j + r >= params.keys) { break; }
    for (var c = 0u; c < width; c += 1u) {
      d_key[first + r * row + c] = keys[r / 4u * 4u + c][r % 4u];
      d_value[first + r * row + c] = values[r / 4u * 4u + c][r % 4u];
    }
  }
}
