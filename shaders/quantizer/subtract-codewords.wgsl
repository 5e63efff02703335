// residual[i] <- residual[i] - codebook[code[i]]: the step to the next level. One thread a (i, d).
struct Params { rows: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> codebook: array<f32>;
@group(0) @binding(2) var<storage, read> code: array<u32>;
@group(0) @binding(3) var<storage, read_write> residual: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let element = linear_index(group, groups, local, GROUP);
  if (element >= params.rows * params.dim) { return; }
  let k = code[element / params.dim];
  residual[element] = residual[element] - codebook[k * params.dim + element % params.dim];
}
