// Holds the beam's best path against the greedy one. A beam may lose the greedy path at an early
// level and end worse; the row then keeps the greedy path.
//   outcome = 0 where the beam's |r|^2 is less, 1 where both are equal, 2 where greedy's is less
//   energy = the lesser of the two
// Inputs are of a slice [rows], outputs of the whole shard, from row_begin on. One thread a row.
struct Params { rows: u32, row_begin: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> beam_norm2: array<f32>;
@group(0) @binding(2) var<storage, read> greedy_norm2: array<f32>;
@group(0) @binding(3) var<storage, read_write> outcome: array<u32>;
@group(0) @binding(4) var<storage, read_write> energy: array<f32>;
@group(0) @binding(5) var<storage, read_write> greedy_energy: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let beam = beam_norm2[row];
  let greedy = greedy_norm2[row];
  let at = params.row_begin + row;
  outcome[at] = select(select(1u, 2u, greedy < beam), 0u, beam < greedy);
  energy[at] = min(beam, greedy);
  greedy_energy[at] = greedy;
}
