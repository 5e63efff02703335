// farthest[b] = the row of block b with the largest distortion (lowest row on ties).
// One thread a block.
struct Params { rows: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> distortion: array<f32>;
@group(0) @binding(2) var<storage, read_write> farthest: array<u32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let begin = id.x * params.block;
  if (begin >= params.rows) { return; }
  let end = min(begin + params.block, params.rows);
  var best = begin;
  for (var row = begin + 1u; row < end; row += 1u) {
    if (distortion[row] > distortion[best]) { best = row; }
  }
  farthest[id.x] = best;
}
