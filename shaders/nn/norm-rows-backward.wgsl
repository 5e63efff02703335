// Gradient of norm-rows.wgsl with respect to x. With h = dy gain and n = (x - mean) r,
//   dx = r (h - mean_c h - n mean_c(h n)),   without mean_c h where CENTRED is 0,
// means over the real columns (c < cols); dx is zero in padding columns.
// accumulate = 1 adds to what dx holds. [rows][stride] as vec4; one thread a row, f32, columns ascending.
struct Params { rows: u32, cols: u32, stride: u32, accumulate: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> gain: array<vec4f>; // [stride]
@group(0) @binding(3) var<storage, read> stat: array<f32>; // [rows][2]: mean, r
@group(0) @binding(4) var<storage, read> dy: array<vec4f>; // [rows][stride], padding zero
@group(0) @binding(5) var<storage, read_write> dx: array<vec4f>; // [rows][stride]

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
  let mean = stat[2u * row];
  let r = stat[2u * row + 1u];
  var sum_h = 0.0;
  var sum_hn = 0.0;
  for (var c = 0u; c < width; c += 1u) {
    let h = dy[start + c] * gain[c];
    let n = (x[start + c] - mean) * r;
    sum_h += dot(h, vec4f(1.0));
    sum_hn += dot(h, n);
  }
  let mean_h = select(0.0, sum_h / count, CENTRED == 1u);
  let mean_hn = sum_hn / count;
  for (var c = 0u; c < width; c += 1u) {
    let h = dy[start + c] * gain[c];
    let n = (x[start + c] - mean) * r;
    let column = LANES + vec4u(4u * c);
    let slope = r * (h - mean_h - n * mean_hn);
    var own = select(vec4f(), slope, column < real);
    if (params.accumulate == 1u) { own += dx[start + c]; }
    dx[start + c] = own;
  }
}
