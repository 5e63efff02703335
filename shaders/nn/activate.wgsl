// post = m f(pre), element by element, m the mask of dropout.wgsl (rate 0: 1); KIND chooses f (src/nn/kernels/activate.ts):
//   0  ReLU  max(x, 0)
//   1  SiLU  x / (1 + exp(-x))
//   2  GELU  x / 2 (1 + tanh u),  u = sqrt(2 / pi) (x + 0.044715 x^3)   (Hendrycks and Gimpel 2016)
// f(0) = 0, so padding stays zero. One thread four elements, count a multiple of 4; f32. Arguments
// of exp and tanh are clamped to where f no longer changes: some drivers overflow beyond.
struct Params { count: u32, seed: u32, rate: f32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> pre: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> post: array<vec4f>;

override KIND: u32;
override GROUP: u32;

const ROOT_2_PI = 0.7978845608028654;

fn activation(x: vec4f) -> vec4f {
  if (KIND == 0u) { return max(x, vec4f()); }
  if (KIND == 1u) {
    let grown = exp(-max(x, vec4f(-80.0)));
    return x / (1.0 + grown);
  }
  let u = ROOT_2_PI * (x + 0.044715 * x * x * x);
  let bounded = clamp(u, vec4f(-10.0), vec4f(10.0));
  return 0.5 * x * (1.0 + tanh(bounded));
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at >= params.count / 4u) { return; }
  var kept = params.scale * activation(pre[at]);
  if (params.rate > 0.0) {
    let draw = random_four(random_stream(params.seed), 4u * at);
    kept = select(vec4f(), kept, draw >= vec4f(params.rate));
  }
  post[at] = kept;
}
