// The way back of fused-attention.wgsl to its queries and its bias, scores computed once more. With g the gradient
// of mixed, p_ij = exp(q_i . k_j + bias[h, j - i] - lse_i) and m_ij the mask of dropout, 0 or scale:
//   delta_i = g_i . mixed_i,   ds_ij = p_ij (m_ij g_i . v_j - delta_i),   dq_i = sum_j ds_ij k_j.
// stat [2][sequences][heads][queries] holds the lse and gets delta, for the gradients of keys and values.
//
// bias_lines [sequences][heads][tiles][keys + 8]: for 8 queries from i on, ds summed along each diagonal,
// number j - (query - i) + 8. Written where biased = 1; no two threads write one, so no atomics are needed.
//
// Layouts and limits as there, and queries are a multiple of 4. One thread owns 8 queries of a head.
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
@group(0) @binding(6) var<storage, read> mixed: array<vec4f>;
@group(0) @binding(7) var<storage, read> gradient: array<vec4f>; // of mixed
@group(0) @binding(8) var<storage, read_write> stat: array<vec4f>;
@group(0) @binding(9) var<storage, read_write> d_query: array<vec4f>;
@group(0) @binding(10) var<storage, read_write> bias_lines: array<vec4f>;

override GROUP: u32;

const LANES = vec4u(0u, 1u, 2u, 3u);

// Columns are rows of the gradient from `at` on.
fn gradient_rows(at: u32, row: u32) -> mat4x4f {
  return mat4x4f(
    gradient[at], gradient[at + row], gradient[at + 2u * row], gradient[at + 3u * row],
  );
}

// Back to the eight values by rising j - i that four queries (columns) saw at four keys.
fn low_of(s: mat4x4f) -> vec4f {
  return vec4f(0.0, s[3].x, s[2].x + s[3].y, s[1].x + s[2].y + s[3].z);
}
fn high_of(s: mat4x4f) -> vec4f {
  return vec4f(
    s[0].x + s[1].y + s[2].z + s[3].w, s[0].y + s[1].z + s[2].w, s[0].z + s[1].w, s[0].w,
  );
}

// sum_c g mixed for four rows.
fn products(g: mat4x4f, at: u32, row: u32) -> vec4f {
  return vec4f(
    dot(g[0], mixed[at]), dot(g[1], mixed[at + row]),
    dot(g[2], mixed[at + 2u * row]), dot(g[3], mixed[at + 3u * row]),
  );
}

fn chances(s: mat4x4f, lse: vec4f, real: vec4<bool>) -> mat4x4f {
  let none = vec4f();
  return mat4x4f(
    select(none, exp(s[0] - lse.x), real), select(none, exp(s[1] - lse.y), real),
    select(none, exp(s[2] - lse.z), real), select(none, exp(s[3] - lse.w), real),
  );
}

fn score_slopes(p: mat4x4f, slope: mat4x4f, delta: vec4f) -> mat4x4f {
  return mat4x4f(
    p[0] * (slope[0] - delta.x), p[1] * (slope[1] - delta.y),
    p[2] * (slope[2] - delta.z), p[3] * (slope[3] - delta.w),
  );
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let thread = linear_index(group, groups, local, GROUP);
  let tiles = (params.queries + 7u) / 8u;
  let pair = thread / tiles;
  let i = 8u * (thread % tiles);
  let pairs = params.sequences * params.heads;
  if (pair >= pairs) { return; }
  let sequence = pair / params.heads;
  let head = pair % params.heads;
  let row = params.stride / 4u;
  let width = params.head_cols / 4u;
  let column = head * width;
  let whole = i + 4u < params.queries;
  // Where a head has fewer columns, the others are read from its first ones and meet zeros.
  let c1 = select(0u, 1u, width > 1u);
  let c2 = select(0u, 2u, width > 2u);
  let c3 = select(0u, 3u, width > 3u);

  let first = (sequence * params.queries + i) * row + column;
  // Blocks of 4 rows and 4 columns, in a loop as in line loads take most of the time to compile.
  var held = array<mat4x4f, 8>();
  var held_gradient = array<mat4x4f, 8>();
  var delta = array<vec4f, 2>();
  var lse = array<vec4f, 2>();
  let stats = (pair * params.queries + i) / 4u;
  let deltas = pairs * params.queries / 4u + stats;
  for (var b = 0u; b < 8u; b += 1u) {
    let c = b % 4u;
    let part = b / 4u;
    if (part == 1u && !whole) { break; }
    if (c < width) {
      let block_at = first + part * 4u * row + c;
      held[b] = query_rows(block_at, row);
      held_gradient[b] = gradient_rows(block_at, row);
      delta[part] += products(held_gradient[b], block_at, row);
    }
    if (c == 3u) {
      lse[part] = stat[stats + part];
      stat[deltas + part] = delta[part];
    }
  }
  let q00 = held[0]; let q01 = held[1]; let q02 = held[2]; let q03 = held[3];
  let q10 = held[4]; let q11 = held[5]; let q12 = held[6]; let q13 = held[7];
  let g00 = held_gradient[0]; let g01 = held_gradient[1];
  let g02 = held_gradient[2]; let g03 = held_gradient[3];
  let g10 = held_gradient[4]; let g11 = held_gradient[5];
  let g12 = held_gradient[6]; let g13 = held_gradient[7];
  let lse0 = lse[0];
  let lse1 = lse[1];
  let delta0 = delta[0];
  let delta1 = delta[1];
  var d00 = mat4x4f(); var d01 = mat4x4f(); var d02 = mat4x4f(); var d03 = mat4x4f();
  var d10 = mat4x4f(); var d11 = mat4x4f(); var d12 = mat4x4f(); var d13 = mat4x4f();

  let stream = random_stream(params.seed);
  let count = min(length[sequence], params.keys);
  let real = vec4u(count);
  var at = sequence * params.keys * row + column;
  var draw = (pair * params.queries + i) * params.keys;
  var line = (head * 2u * params.span + params.span - i) / 4u - 2u;
  var out_line = thread * (params.keys / 4u + 2u);
  let out_end = out_line + params.keys / 4u + 2u;
  var b0 = vec4f();
  var b1 = vec4f();
  var b2 = vec4f();
  var t0 = vec4f();
  var t1 = vec4f();
  var t2 = vec4f();
  if (params.biased == 1u) {
    b1 = bias[line];
    b2 = bias[line + 1u];
  }
  for (var j = 0u; j < count; j += 4u) {
    b0 = b1;
    b1 = b2;
    if (params.biased == 1u) { b2 = bias[line + 2u]; }
    let k0 = key_rows(at, row);
    let k1 = key_rows(at + c1, row);
    let k2 = key_rows(at + c2, row);
    let k3 = key_rows(at + c3, row);
    let x0 = transpose(k0);
    let x1 = transpose(k1);
    let x2 = transpose(k2);
    let x3 = transpose(k3);
    let inside = LANES + vec4u(j) < real;
    let p0 = chances(x0 * q00 + x1 * q01 + x2 * q02 + x3 * q03 + along(b1, b2), lse0, inside);
    let p1 = chances(x0 * q10 + x1 * q11 + x2 * q12 + x3 * q13 + along(b0, b1), lse1, inside);
    let v0 = transpose(value_rows(at, row));
    let v1 = transpose(value_rows(at + c1, row));
    let v2 = transpose(value_rows(at + c2, row));
    let v3 = transpose(value_rows(at + c3, row));
    var slope0 = v0 * g00 + v1 * g01 + v2 * g02 + v3 * g03;
    var slope1 = v0 * g10 + v1 * g11 + v2 * g12 + v3 * g13;
    if (params.rate > 0.0) {
      slope0 = dropped_rows(slope0, stream, draw);
      slope1 = dropped_rows(slope1, stream, draw + 4u * params.keys);
    }
    let s0 = score_slopes(p0, slope0, delta0);
    // Where there are no queries the slopes and deltas are 0, whatever the chances, if they are finite.
    var s1 = mat4x4f();
    if (whole) { s1 = score_slopes(p1, slope1, delta1); }
    d00 += k0 * s0;
    d01 += k1 * s0;
    d02 += k2 * s0;
    d03 += k3 * s0;
    d10 += k0 * s1;
    d11 += k1 * s1;
    d12 += k2 * s1;
    d13 += k3 * s1;
    t0 += low_of(s1);
    t1 += high_of(s1) + low_of(s0);
    t2 += high_of(s0);
    if (params.biased == 1u) { bias_lines[out_line] = t0; }
    t0 = t1;
    t1 = t2;
    t2 = vec4f();
    at += 4u * row;
    draw += 4u;
    line += 1u;
    out_line += 1u;
  }
  if (params.biased == 1u) {
    for (; out_line < out_end; out_line += 1u) {
      bias_lines[out_line] = t0;
      t0 = t1;
      t1 = vec4f();
    }
  }

  // In a loop, for the same reason.
  var tile = array<mat4x4f, 8>(d00, d01, d02, d03, d10, d11, d12, d13);
  for (var r = 0u; r < 8u; r += 1u) {
    if (i + r >= params.queries) { break; }
    for (var c = 0u; c < width; c += 1u) {
      d_query[first + r * row + c] = tile[r / 4u * 4u + c][r % 4u];
    }
  }
}
