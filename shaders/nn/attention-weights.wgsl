// weight[r, j] = softmax over keys j of weight[r, j] + bias[h, j - i], in place, for rows r = (sequence b, head h,
// query i) and keys j < length[b]; the keys behind get 0, as do all of a sequence of length 0. Scores
// come unscaled, as T5's do. BIASED 0: without bias, which is then not read.
// [rows][stride] as vec4; one thread a row, f32. Each component keeps its own maximum and sum in one
// walk (Milakov and Gimelshein 2018), as loads are dearer than exponentials; keys ascending.
struct Params { rows: u32, heads: u32, queries: u32, stride: u32, span: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> length: array<u32>; // [sequences]
@group(0) @binding(2) var<storage, read> bias: array<f32>; // [heads][2 span], by j - i + span
@group(0) @binding(3) var<storage, read_write> weight: array<vec4f>; // [rows][stride]

override BIASED: u32;
override GROUP: u32;

const LOWEST = -1e30;
const LANES = vec4u(0u, 1u, 2u, 3u);

fn bias_of(at: u32) -> vec4f {
  return vec4f(bias[at], bias[at + 1u], bias[at + 2u], bias[at + 3u]);
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let width = params.stride / 4u;
  let start = row * width;
  let period = params.heads * params.queries;
  let head = row % period / params.queries;
  let bias_start = (2u * head + 1u) * params.span - row % params.queries;
  let keys = length[row / period];
  let real = vec4u(keys);
  let used = min((keys + 3u) / 4u, width);
  var top = vec4f(LOWEST);
  var sum = vec4f();
  for (var c = 0u; c < used; c += 1u) {
    var score = weight[start + c];
    if (BIASED == 1u) { score += bias_of(bias_start + 4u * c); }
    let key = LANES + vec4u(4u * c);
    let masked = select(vec4f(LOWEST), score, key < real);
    let higher = max(top, masked);
    sum = sum * exp(top - higher) + exp(masked - higher);
    top = higher;
  }
  let peak = max(max(top.x, top.y), max(top.z, top.w));
  let share = exp(top - vec4f(peak));
  let scale = 1.0 / dot(sum, share);
  for (var c = 0u; c < used; c += 1u) {
    var score = weight[start + c];
    if (BIASED == 1u) { score += bias_of(bias_start + 4u * c); }
    let key = LANES + vec4u(4u * c);
    let grown = exp(min(score - peak, vec4f()));
    weight[start + c] = select(vec4f(), grown * scale, key < real);
  }
  for (var c = used; c < width; c += 1u) { weight[start + c] = vec4f(); }
}
