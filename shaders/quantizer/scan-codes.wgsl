// Step 2b of the counting sort: begin[k] = rows with a code below k, begin[codes] = all rows.
// One thread for the whole scan: at most 32,768 integer additions, far less than a dispatch costs
// elsewhere, and no barrier (which software adapters compile slowly).
struct Params { codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> count: array<u32>;
@group(0) @binding(2) var<storage, read_write> begin: array<u32>;

@compute @workgroup_size(1)
fn main() {
  var sum = 0u;
  for (var k = 0u; k < params.codes; k += 1u) {
    begin[k] = sum;
    sum += count[k];
  }
  begin[params.codes] = sum;
}
