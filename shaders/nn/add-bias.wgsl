// value[r, c] += bias[c], in place. [rows][stride] as vec4; one thread four columns of one row, f32.
// The bias is zero in padding columns, so these stay zero.
struct Params { rows: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> bias: array<vec4f>; // [stride]
@group(0) @binding(2) var<storage, read_write> value: array<vec4f>; // [rows][stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let width = params.stride / 4u;
  if (at >= params.rows * width) { return; }
  value[at] += bias[at % width];
}
