// pre_gradient = m post_gradient f'(pre), element by element; m and KIND as in activate.wgsl:
//   0  ReLU  1 where x > 0, else 0
//   1  SiLU  s (1 + x (1 - s)),  s = 1 / (1 + exp(-x))
//   2  GELU  (1 + t) / 2 + x / 2 (1 - t^2) u',  t = tanh u,  u' = sqrt(2 / pi) (1 + 0.134145 x^2)
// Gradients that are zero in padding stay zero. One thread four elements, count a multiple of 4; f32.
struct Params { count: u32, seed: u32, rate: f32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> pre: array<vec4f>;
@group(0) @binding(2) var<storage, read> post_gradient: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> pre_gradient: array<vec4f>;

override KIND: u32;
override GROUP: u32;

const ROOT_2_PI = 0.7978845608028654;

fn slope(x: vec4f) -> vec4f {
  if (KIND == 0u) { return select(vec4f(), vec4f(1.0), x > vec4f()); }
  if (KIND == 1u) {
    let grown = exp(-max(x, vec4f(-80.0)));
    let s = 1.0 / (1.0 + grown);
    return s * (1.0 + x * (1.0 - s));
  }
  let u = ROOT_2_PI * (x + 0.044715 * x * x * x);
  let bounded = clamp(u, vec4f(-10.0), vec4f(10.0));
  let t = tanh(bounded);
  // Where tanh is 1 its slope is 0, however large x^2 grows.
  let near = clamp(x, vec4f(-20.0), vec4f(20.0));
  let rise = ROOT_2_PI * (1.0 + 0.134145 * near * near);
  return 0.5 * (1.0 + t) + 0.5 * near * (1.0 - t * t) * rise;
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at >= params.count / 4u) { return; }
  var kept = params.scale * post_gradient[at] * slope(pre[at]);
  if (params.rate > 0.0) {
    let draw = random_four(random_stream(params.seed), 4u * at);
    kept = select(vec4f(), kept, draw >= vec4f(params.rate));
  }
  pre_gradient[at] = kept;
}
