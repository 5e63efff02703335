// Cosine distance of every row, and the gradient of the weighted mean over rows:
//   loss_r = 1 - cos,  cos = x . t / (|x| |t|),
//   gradient_r = weight / rows * (cos x / |x|^2 - t / (|x| |t|))
// Where |x|^2 or |t|^2 is below 1e-16 (the 1e-8 of torch's cosine_similarity) cos and gradient are 0.
// Padding columns hold zeros and get gradient zero. [rows][stride] as vec4; one thread a row, f32,
// columns ascending.
struct Params { rows: u32, stride: u32, weight: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> prediction: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> goal: array<vec4f>; // [rows][stride]
@group(0) @binding(3) var<storage, read_write> gradient: array<vec4f>; // [rows][stride]
@group(0) @binding(4) var<storage, read_write> loss: array<f32>; // [rows]

override GROUP: u32;

const TINY = 1e-16;

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
  var xx = 0.0;
  var tt = 0.0;
  var xt = 0.0;
  for (var at = begin; at < end; at += 1u) {
    let x = prediction[at];
    let t = goal[at];
    xx += dot(x, x);
    tt += dot(t, t);
    xt += dot(x, t);
  }
  var cosine = 0.0;
  var along_x = 0.0;
  var along_t = 0.0;
  if (xx >= TINY && tt >= TINY) {
    let scale = inverseSqrt(xx) * inverseSqrt(tt);
    let share = params.weight / f32(params.rows);
    cosine = xt * scale;
    along_x = share * cosine / xx;
    along_t = share * scale;
  }
  for (var at = begin; at < end; at += 1u) {
    gradient[at] = along_x * prediction[at] - along_t * goal[at];
  }
  loss[row] = 1.0 - cosine;
}
