// gradient[r, j] <- weight[r, j] (gradient[r, j] - sum_k weight[r, k] gradient[r, k]), in place: from the gradient
// of a softmax's output `weight` to that of its input. [rows][stride] as vec4; one thread a row, f32.
// Where weight is 0 the result is 0, as long as the gradient is finite.
struct Params { rows: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> weight: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read_write> gradient: array<vec4f>; // [rows][stride]

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
  let start = row * width;
  var along = vec4f();
  for (var c = 0u; c < width; c += 1u) { along += weight[start + c] * gradient[start + c]; }
  let mean = dot(along, vec4f(1.0));
  for (var c = 0u; c < width; c += 1u) {
    gradient[start + c] = weight[start + c] * (gradient[start + c] - mean);
  }
}
