// Every row normalised over its real columns (c < cols):
//   CENTRED 1  LayerNorm (Ba et al. 2016)        mean = 1/cols sum x
//   CENTRED 0  RMSNorm (Zhang, Sennrich 2019)    mean = 0
//   r = 1 / sqrt(1/cols sum (x - mean)^2 + epsilon),   y = (x - mean) r gain + bias
// mean and r are kept for the way back. Gain and bias are zero in padding columns, so y is.
// [rows][stride] as vec4; one thread a row, f32, columns ascending; the variance takes a second walk.
struct Params { rows: u32, cols: u32, stride: u32, epsilon: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> gain: array<vec4f>; // [stride]
@group(0) @binding(3) var<storage, read> bias: array<vec4f>; // [stride]
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>; // [rows][stride]
@group(0) @binding(5) var<storage, read_write> stat: array<f32>; // [rows][2]: mean, r

override CENTRED: u32;
override GROUP: u32;

const LANES = vec4u(0u, 1u, 2u, 3u);

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
  let real = vec4u(params.cols);
  let count = f32(params.cols);
  var mean = 0.0;
  if (CENTRED == 1u) {
    var sum = vec4f();
    for (var c = 0u; c < width; c += 1u) { sum += x[start + c]; }
    mean = dot(sum, vec4f(1.0)) / count;
  }
  var squares = vec4f();
  for (var c = 0u; c < width; c += 1u) {
    let away = x[start + c] - mean;
    let column = LANES + vec4u(4u * c);
    squares += select(vec4f(), away * away, column < real);
  }
  let r = 1.0 / sqrt(dot(squares, vec4f(1.0)) / count + params.epsilon);
  for (var c = 0u; c < width; c += 1u) {
    y[start + c] = (x[start + c] - mean) * r * gain[c] + bias[c];
  }
  stat[2u * row] = mean;
  stat[2u * row + 1u] = r;
}
