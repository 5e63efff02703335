// Gradient of l2-normalise.wgsl: dx = inverse (dy - y (y . dy)); rows without direction get none.
// [rows][stride] as vec4, zero in padding columns; one thread a row, f32, columns ascending.
struct Params { rows: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> y: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> inverse: array<f32>; // [rows]
@group(0) @binding(3) var<storage, read> dy: array<vec4f>; // [rows][stride]
@group(0) @binding(4) var<storage, read_write> dx: array<vec4f>; // [rows][stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let width = params.stride / 4u;
  let begin = row * width;
  let end = begin + width;
  var along = 0.0;
  for (var at = begin; at < end; at += 1u) { along += dot(y[at], dy[at]); }
  let scale = inverse[row];
  for (var at = begin; at < end; at += 1u) { dx[at] = scale * (dy[at] - along * y[at]); }
}
