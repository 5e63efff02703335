// AdamW (Loshchilov and Hutter 2019) as torch.optim.AdamW computes it, in place, with g = clip[0] *
// gradient:
//   m <- beta1 m + (1 - beta1) g,   v <- beta2 v + (1 - beta2) g^2
//   x <- x - decay x - rate m / (sqrt(v) / root + epsilon)
// decay = learning rate * weight decay, rate = learning rate / (1 - beta1^t), root = sqrt(1 -
// beta2^t); these and fresh1 = 1 - beta1, fresh2 = 1 - beta2 come from TypeScript in double precision.
// Where x, m, v and gradient are zero (padding) they stay zero. One thread four elements, count a
// multiple of 4; f32.
struct Params {
  count: u32,
  beta1: f32, beta2: f32, fresh1: f32, fresh2: f32,
  rate: f32, root: f32, epsilon: f32, decay: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> clip: array<f32>; // [2], the factor first
@group(0) @binding(2) var<storage, read> gradient: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> value: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> moment1: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> moment2: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at >= params.count / 4u) { return; }
  let g = clip[0] * gradient[at];
  let m = params.beta1 * moment1[at] + params.fresh1 * g;
  let v = params.beta2 * moment2[at] + params.fresh2 * g * g;
  let x = value[at];
  let step = params.rate * m / (sqrt(v) / params.root + params.epsilon);
  moment1[at] = m;
  moment2[at] = v;
  value[at] = x - (params.decay * x + step);
}
