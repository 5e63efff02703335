// A copy of a matrix in which only columns begin .. end-1 are kept, all others zero:
//   kept[row, d] = begin <= d < end ? matrix[row, d] : 0
// What product quantization fits a level's codewords to. One thread four dims, as vec4; [rows][dim],
// dim a multiple of 4.
struct Params { count: u32, dim: u32, begin: u32, end: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> kept: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  if (at * 4u >= params.count) { return; }
  let d = vec4u(at * 4u % params.dim) + vec4u(0u, 1u, 2u, 3u);
  let inside = (d >= vec4u(params.begin)) & (d < vec4u(params.end));
  kept[at] = select(vec4f(), matrix[at], inside);
}
