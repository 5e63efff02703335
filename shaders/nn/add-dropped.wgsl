// y[i] = x[i] + addend[i] scale where random_half(seed, i) >= rate, else x[i]: a residual connection with
// dropout, by the mask of dropout.wgsl; rate 0 drops nothing. One thread four elements, count a multiple of
// 4; f32.
struct Params { count: u32, seed: u32, rate: f32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> addend: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at >= params.count / 4u) { return; }
  var kept = params.scale * addend[at];
  if (params.rate > 0.0) {
    let draw = random_four(random_stream(params.seed), 4u * at);
    kept = select(vec4f(), kept, draw >= vec4f(params.rate));
  }
  y[at] = x[at] + kept;
}
