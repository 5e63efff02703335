// c[i, j] += sum_t a[t, i] b[t, j] over rows t = first .. rows - 1: the few rows of dW = dY^T X that
// the matrix products leave over, as they take four rows at a time.
// a [rows][m], b [rows][n], c [m][n]; one thread four j of one i, m and n multiples of 4; f32, t
// ascending.
struct Params { first: u32, rows: u32, m: u32, n: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let width = params.n / 4u;
  let i = at / width;
  if (i >= params.m) { return; }
  let j = at % width;
  var total = c[at];
  for (var t = params.first; t < params.rows; t += 1u) {
    total += a[t * params.m + i] * b[t * width + j];
  }
  c[at] = total;
}
