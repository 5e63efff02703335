// sum[k][d] = partial[0][k][d] + partial[1][k][d] + ..., in that order. One thread a (k, d).
struct Params { cells: u32, parts: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> partial_sum: array<f32>;
@group(0) @binding(2) var<storage, read_write> sum: array<f32>; // [codes][dim]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let cell = linear_index(group, groups, local, GROUP);
  if (cell >= params.cells) { return; }
  var total = 0.0;
  for (var part = 0u; part < params.parts; part += 1u) {
    total += partial_sum[part * params.cells + cell];
  }
  sum[cell] = total;
}
