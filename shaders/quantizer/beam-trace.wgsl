// One level of the way back: the code of the path that ends best, from the choices of the level
// (choice = beam * codes + code, [rows][beams]). slot[row] is where the path stands after this
// level; it is moved to where the path stood before it. Start with slots of 0 at the last level.
// Rows whose greedy path ends as near or nearer (outcome, of the shard) take the greedy code.
// code is of the shard, from row_begin on; the rest is of the slice. One thread a row.
struct Params { rows: u32, row_begin: u32, codes: u32, beams: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> choice: array<u32>;
@group(0) @binding(2) var<storage, read> greedy_code: array<u32>;
@group(0) @binding(3) var<storage, read> outcome: array<u32>;
@group(0) @binding(4) var<storage, read_write> slot: array<u32>;
@group(0) @binding(5) var<storage, read_write> code: array<u32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let chosen = choice[row * params.beams + slot[row]];
  slot[row] = chosen / params.codes;
  let at = params.row_begin + row;
  code[at] = select(greedy_code[row], chosen % params.codes, outcome[at] == 0u);
}
