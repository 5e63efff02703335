// Attention of all heads of some sequences, scores never in memory (Milakov and Gimelshein 2018; Dao et al. 2022):
//   mixed[i] = sum_j w_ij v_j,   w_i = softmax over keys j < length of  q_i . k_j + bias[h, j - i],
// unscaled, as T5's. Each w_ij is dropped where random_half(seed, index of (b, h, i, j)) < rate, else scaled:
// the same mask as dropout.wgsl's on a tensor [sequences][heads][queries][keys]; rate 0 drops nothing.
// lse[b, h, i] = log of the softmax's sum, for the way back. A sequence without keys gets 0.
//
// q and mixed [sequences][queries][stride], k and v [sequences][keys][stride], heads beside each other,
// head_cols (4, 8, 12 or 16) columns each; bias [heads][2 span] by j - i + span, read where biased = 1; its -1e30
// forbids a pair, but not that of a query and key 0. keys, stride are multiples of 4, span of 8.
//
// For software adapters: one thread owns 8 queries of a head as 4 x 4 blocks and walks the keys by four, so that
// every key and value it loads serves 8 rows. Rows behind the last query are computed and not stored.
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
@group(0) @binding(6) var<storage, read_write> mixed: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> lse: array<f32>; // [sequences][heads][queries]

override GROUP: u32;

const LOWEST = -1e30;
const LANES = vec4u(0u, 1u, 2u, 3u);

fn masked(s: mat4x4f, real: vec4<bool>) -> mat4x4f {
  let low = vec4f(LOWEST);
  return mat4x4f(
    select(low, s[0], real), select(low, s[1], real), select(low, s[2], real), select(low, s[3], real),
  );
}
fn top(s: vec4f) -> f32 { return max(max(s.x, s.y), max(s.z, s.w)); }
fn tops(s: mat4x4f) -> vec4f { return vec4f(top(s[0]), top(s[1]), top(s[2]), top(s[3])); }
fn sums(s: mat4x4f) -> vec4f { return vec4f(1.0) * s; }
fn grown(s: mat4x4f, peak: vec4f) -> mat4x4f {
  return mat4x4f(exp(s[0] - peak.x), exp(s[1] - peak.y), exp(s[2] - peak.z), exp(s[3] - peak.w));
}
fn scaled(s: mat4x4f, factor: vec4f) -> mat4x4f {
  return mat4x4f(s[0] * factor.x, s[1] * factor.y, s[2] * factor.z, s[3] * factor.w);
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
  if (pair >= params.sequences * params.heads) { return; }
  let sequence = pair / params.heads;
  let head = pair % params.heads;
  let row = params.stride / 4u;
  let width = params.head_cols / 4u;
  let column = head * width;
  // Where a head has fewer columns, the others are read from its first ones and meet zeros.
  let c1 = select(0u, 1u, width > 1u);
  let c2 = select(0u, 2u, width > 2u);
  let c3 = select(0u, 3u, width > 3u);

  let first = (sequence * params.queries + i) * row + column;
  // Blocks of 4 rows and 4 columns, in a loop as in line loads take most of the time to compile.
  var held = array<mat4x4f, 8>();
  for (var b = 0u; b < 8u; b += 1u) {
    let c = b % 4u;
    if (c < width) { held[b] = query_rows(first + b / 4u * 4u * row + c, row); }
  }
  let q00 = held[0]; let q01 = held[1]; let q02 = held[2]; let q03 = held[3];
  let q10 = held[4]; let q11 = held[5]; let q12 = held[6]; let q13 = held[7];
  var o00 = mat4x4f(); var o01 = mat4x4f(); var o02 = mat4x4f(); var o03 = mat4x4f();
  var o10 = mat4x4f(); var o11 = mat4x4f(); var o12 = mat4x4f(); var o13 = mat4x4f();
  var peak0 = vec4f(LOWEST);
  var peak1 = vec4f(LOWEST);
  var sum0 = vec4f();
  var sum1 = vec4f();

  let stream = random_stream(params.seed);
  let count = min(length[sequence], params.keys);
  let real = vec4u(count);
  var at = sequence * params.keys * row + column;
  var draw = (pair * params.queries + i) * params.keys;
  var line = (head * 2u * params.span + params.span - i) / 4u - 2u;
  var b0 = vec4f();
  var b1 = vec4f();
  var b2 = vec4f();
  if (params.biased == 1u) {
    b1 = bias[line];
    b2 = bias[line + 1u];
  }
  for (var j = 0u; j < count; j += 4u) {
    b0 = b1;
    b1 = b2;
    if (params.biased == 1u) { b2 = bias[line + 2u]; }
    let k0 = transpose(key_rows(at, row));
    let k1 = transpose(key_rows(at + c1, row));
    let k2 = transpose(key_rows(at + c2, row));
    let k3 = transpose(key_rows(at + c3, row));
    let inside = LANES + vec4u(j) < real;
    let s0 = masked(k0 * q00 + k1 * q01 + k2 * q02 + k3 * q03 + along(b1, b2), inside);
    let s1 = masked(k0 * q10 + k1 * q11 + k2 * q12 + k3 * q13 + along(b0, b1), inside);
    let higher0 = max(peak0, tops(s0));
    let higher1 = max(peak1, tops(s1));
    let shrunk0 = exp(peak0 - higher0);
    let shrunk1 = exp(peak1 - higher1);
    peak0 = higher0;
    peak1 = higher1;
    var w0 = grown(s0, higher0);
    var w1 = grown(s1, higher1);
    sum0 = sum0 * shrunk0 + sums(w0);
    sum1 = sum1 * shrunk1 + sums(w1);
    if (params.rate > 0.0) {
      w0 = dropped_rows(w0, stream, draw);
      w1 = dropped_rows(w1, stream, draw + 4u * params.keys);
    }
    let v0 = value_rows(at, row);
    let v1 = value_rows(at + c1, row);
    let v2 = value_rows(at + c2, row);
    let v3 = value_rows(at + c3, row);
    o00 = scaled(o00, shrunk0) + v0 * w0;
    o01 = scaled(o01, shrunk0) + v1 * w0;
    o02 = scaled(o02, shrunk0) + v2 * w0;
    o03 = scaled(o03, shrunk0) + v3 * w0;
    o10 = scaled(o10, shrunk1) + v0 * w1;
    o11 = scaled(o11, shrunk1) + v1 * w1;
    o12 = scaled(o12, shrunk1) + v2 * w1;
    o13 = scaled(o13, shrunk1) + v3 * w1;
    at += 4u * row;
    draw += 4u;
    line += 1u;
  }

  // No key: a sum of 0, and 0 over 1.
  let share0 = 1.0 / select(sum0, vec4f(1.0), sum0 == vec4f());
  let share1 = 1.0 / select(sum1, vec4f(1.0), sum1 == vec4f());
  // In a loop, for the same reason.
  var tile = array<mat4x4f, 8>(o00, o01, o02, o03, o10, o11, o12, o13);
  var share = array<vec4f, 2>(share0, share1);
  var logs = array<vec4f, 2>(peak0 - log(share0), peak1 - log(share1));
  for (var r = 0u; r < 8u; r += 1u) {
    if (i + r >= params.queries) { break; }
    lse[pair * params.queries + i + r] = logs[r / 4u][r % 4u];
    for (var c = 0u; c < width; c += 1u) {
      mixed[first + r * row + c] = tile[r / 4u * 4u + c][r % 4u] * share[r / 4u][r % 4u];
    }
  }
}
