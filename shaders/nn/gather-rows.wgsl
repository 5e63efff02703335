// gathered[i] = matrix[index[i]]: the rows of a mini-batch or of a seeding sample, [count][dim].
// One thread an element, dims fastest. index[i] must be a row of the matrix.
struct Params { count: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<f32>;
@group(0) @binding(2) var<storage, read> index: array<u32>;
@group(0) @binding(3) var<storage, read_write> gathered: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let element = linear_index(group, groups, local, GROUP);
  if (element >= params.count * params.dim) { return; }
  let row = index[element / params.dim];
  gathered[element] = matrix[row * params.dim + element % params.dim];
}
