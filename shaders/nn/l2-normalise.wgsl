// y_r = x_r / |x_r|; inverse_r = 1 / |x_r| is kept for the way back. Where |x_r|^2 is below 1e-24
// (the 1e-12 of torch's normalize) there is no direction: inverse and y are 0.
// [rows][stride] as vec4, zero in padding columns; one thread a row, f32, columns ascending.
struct Params { rows: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read_write> y: array<vec4f>; // [rows][stride]
@group(0) @binding(3) var<storage, read_write> inverse: array<f32>; // [rows]

override GROUP: u32;

const TINY = 1e-24;

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
  var squares = vec4f();
  for (var at = begin; at < end; at += 1u) {
    let value = x[at];
    squares = fma(value, value, squares);
  }
  let total = dot(squares, vec4f(1.0));
  var scale = 0.0;
  if (total >= TINY) { scale = 1.0 / sqrt(total); }
  for (var at = begin; at < end; at += 1u) { y[at] = x[at] * scale; }
  inverse[row] = scale;
}
