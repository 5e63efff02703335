// Step 2a of the counting sort: per code, exclusive prefix sums over the blocks.
//   table[b][k] <- rows with code k in blocks before b;  count[k] = rows with code k
// One thread a code; neighbouring threads walk neighbouring columns.
struct Params { blocks: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> table: array<u32>;
@group(0) @binding(2) var<storage, read_write> count: array<u32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let k = id.x;
  if (k >= params.codes) { return; }
  var sum = 0u;
  for (var b = 0u; b < params.blocks; b += 1u) {
    let slot = b * params.codes + k;
    let here = table[slot];
    table[slot] = sum;
    sum += here;
  }
  count[k] = sum;
}
