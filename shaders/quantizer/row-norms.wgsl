// norm2[i] = |residual_i|^2. One thread a row, read as vec4 (dim a multiple of 4), sum in f32.
struct Params { rows: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>; // [rows][dim]
@group(0) @binding(2) var<storage, read_write> norm2: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let dim4 = params.dim / 4u;
  var sum = vec4f();
  for (var d = 0u; d < dim4; d += 1u) {
    let x = residual[row * dim4 + d];
    sum = fma(x, x, sum);
  }
  norm2[row] = (sum.x + sum.y) + (sum.z + sum.w);
}
