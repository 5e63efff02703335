// y[i] = x[i] scale where random_half(seed, i) >= rate, else 0; scale = 1 / (1 - rate). The mask is
// a function of seed and element index, so the same call on the gradient is the way back. Rate 0
// copies. One thread four elements, count a multiple of 4; f32.
struct Params { count: u32, seed: u32, rate: f32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at >= params.count / 4u) { return; }
  let draw = random_four(random_stream(params.seed), 4u * at);
  y[at] = select(vec4f(), params.scale * x[at], draw >= vec4f(params.rate));
}
