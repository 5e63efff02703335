// Step 1 of the stable counting sort of rows by code (count, scan, scatter). Atomics on floats do
// not exist and atomics on positions would make the order of rows, hence of float sums, depend on
// the schedule; so every block of rows is walked by one thread that owns a row of the table.
//   table[b][k] = rows of block b with code k
// Hazard: table must be zero before.
struct Params { rows: u32, codes: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> code: array<u32>;
@group(0) @binding(2) var<storage, read_write> table: array<u32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let begin = id.x * params.block;
  if (begin >= params.rows) { return; }
  let end = min(begin + params.block, params.rows);
  let base = id.x * params.codes;
  for (var row = begin; row < end; row += 1u) {
    let slot = base + code[row];
    table[slot] = table[slot] + 1u;
  }
}
