// placed[begin + i] = matrix[index[i]]: chosen rows of a slice, put behind those of the slices
// before it. One thread four dims (dim a multiple of 4); index[i] must be a row of the matrix.
struct Params { count: u32, dim: u32, begin: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<vec4f>;
@group(0) @binding(2) var<storage, read> index: array<u32>;
@group(0) @binding(3) var<storage, read_write> placed: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let element = linear_index(group, groups, local, GROUP);
  let dim4 = params.dim / 4u;
  if (element >= params.count * dim4) { return; }
  let row = index[element / dim4];
  placed[params.begin * dim4 + element] = matrix[row * dim4 + element % dim4];
}
