// Mean absolute error of every row, and the gradient of the weighted mean over rows:
//   loss_r = 1 / cols sum_c |x - t|,   gradient[r, c] = weight / (rows cols) * sign(x - t), 0 where equal
// cols counts the real columns; padding columns hold zeros in both matrices and get gradient zero.
// [rows][stride] as vec4; one thread a row, f32, columns ascending.
struct Params { rows: u32, cols: u32, stride: u32, weight: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> prediction: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> goal: array<vec4f>; // [rows][stride]
@group(0) @binding(3) var<storage, read_write> gradient: array<vec4f>; // [rows][stride]
@group(0) @binding(4) var<storage, read_write> loss: array<f32>; // [rows]

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
  let end = (row + 1u) * width;
  let share = params.weight / (f32(params.rows) * f32(params.cols));
  var total = 0.0;
  for (var at = row * width; at < end; at += 1u) {
    let difference = prediction[at] - goal[at];
    total += dot(abs(difference), vec4f(1.0));
    gradient[at] = share * sign(difference);
  }
  loss[row] = total / f32(params.cols);
}
