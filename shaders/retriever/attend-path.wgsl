// One decoder step's self-attention, each beam over its own path only (T5: no scaling, a bias by distance):
//   mixed[r] = sum_p w_p v_p,  w = softmax over positions p <= step of  q_r . k_p + bias[step - p, head].
// The path of row r is its own row at `step`, then from position to position the parent that it was
// made of: caches stay where they are, whatever beams survive.
// qkv [positions][slab][stride]: queries, keys and values of all heads side by side; path
// [positions][slab][3] begins with the parent, a row of the position before. mixed [rows][mixed_stride].
// One thread a (row, head); step is below POSITIONS; f32, nearest position first.
struct Params {
  rows: u32, heads: u32, head_cols: u32, stride: u32,
  mixed_stride: u32, step: u32, slab: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(2) var<storage, read> path: array<u32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>; // [POSITIONS][heads], by distance
@group(0) @binding(4) var<storage, read_write> mixed: array<vec4f>;

override GROUP: u32;

const FIELDS = 3u;
const POSITIONS = 16u;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let thread = linear_index(group, groups, local, GROUP);
  if (thread >= params.rows * params.heads) { return; }
  let row = thread / params.heads;
  let head = thread % params.heads;
  let width = params.head_cols / 4u;
  let inner = params.heads * width;
  let across = params.stride / 4u;
  let first = head * width;
  let seen = min(params.step + 1u, POSITIONS);
  let query = (params.step * params.slab + row) * across + first;
  // Where each position's keys begin, and what its score is.
  var key = array<u32, 16>(0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u);
  var score = array<f32, 16>(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  var at = params.step * params.slab + row;
  var peak = -3.4e38;
  for (var back = 0u; back < seen; back += 1u) {
    let begin = at * across + inner + first;
    var along = vec4f();
    for (var c = 0u; c < width; c += 1u) { along += qkv[query + c] * qkv[begin + c]; }
    let s = dot(along, vec4f(1.0)) + bias[back * params.heads + head];
    key[back] = begin;
    score[back] = s;
    peak = max(peak, s);
    if (back < params.step) {
      at = (params.step - back - 1u) * params.slab + path[FIELDS * at];
    }
  }
  var sum = 0.0;
  for (var back = 0u; back < seen; back += 1u) {
    let odds = exp(score[back] - peak);
    score[back] = odds;
    sum += odds;
  }
  let out = row * (params.mixed_stride / 4u) + first;
  for (var c = 0u; c < width; c += 1u) {
    var total = vec4f();
    for (var back = 0u; back < seen; back += 1u) {
      total += score[back] * qkv[key[back] + inner + c];
    }
    mixed[out + c] = total / sum;
  }
}
