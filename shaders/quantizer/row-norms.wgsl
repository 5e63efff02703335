// norm2[i] = |residual_i|^2, from the transposed residual [dim][row_stride]: neighbouring threads
// read neighbouring addresses. One thread a row, sum in f32, dims ascending.
struct Params { rows: u32, row_stride: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>;
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
  var sum = 0.0;
  for (var d = 0u; d < params.dim; d += 1u) {
    let x = residual[d * params.row_stride + row];
    sum = fma(x, x, sum);
  }
  norm2[row] = sum;
}
