// matrix [rows][dim] -> transposed [dim_padded][row_stride], the layout of the assign kernels.
// One thread a pair (d, i), i fastest: writes are contiguous. Padding (d >= dim or i >= rows) is
// written as zero, so the target needs no clearing.
struct Params { rows: u32, dim: u32, row_stride: u32, dim_padded: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<f32>;
@group(0) @binding(2) var<storage, read_write> transposed: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let index = linear_index(group, groups, local, GROUP);
  if (index >= params.dim_padded * params.row_stride) { return; }
  let d = index / params.row_stride;
  let i = index % params.row_stride;
  var value = 0.0;
  if (d < params.dim && i < params.rows) { value = matrix[i * params.dim + d]; }
  transposed[index] = value;
}
