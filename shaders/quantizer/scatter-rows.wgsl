// Step 3 of the counting sort: order = the rows sorted by code, rows of one code ascending.
//   order[begin[code] + table[b][code] + (earlier rows of block b with that code)] = row
// One thread a block of rows, as in count-codes; it uses up its row of the table as it goes.
struct Params { rows: u32, codes: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> code: array<u32>;
@group(0) @binding(2) var<storage, read> begin: array<u32>;
@group(0) @binding(3) var<storage, read_write> table: array<u32>;
@group(0) @binding(4) var<storage, read_write> order: array<u32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let first = id.x * params.block;
  if (first >= params.rows) { return; }
  let end = min(first + params.block, params.rows);
  let base = id.x * params.codes;
  for (var row = first; row < end; row += 1u) {
    let k = code[row];
    let place = table[base + k];
    table[base + k] = place + 1u;
    order[begin[k] + place] = row;
  }
}
