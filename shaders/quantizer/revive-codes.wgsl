// Dead-code revival: every code without rows, in ascending order and at most `limit` of them, moves
// to the row with the largest distortion that no other dead code has taken yet. Rows at distortion
// 0 are left alone: a codeword is there already. The taken row's distortion is set to 0.
// revived[0] = codes moved; revived[1 + j] = the j-th code moved.
// One thread: `limit` * (blocks + block) reads at most; blocks are about sqrt(rows).
struct Params { rows: u32, codes: u32, dim: u32, block: u32, limit: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>; // [rows][dim]
@group(0) @binding(2) var<storage, read> count: array<u32>;
@group(0) @binding(3) var<storage, read_write> distortion: array<f32>;
@group(0) @binding(4) var<storage, read_write> farthest: array<u32>;
@group(0) @binding(5) var<storage, read_write> codebook: array<f32>; // [codes][dim]
@group(0) @binding(6) var<storage, read_write> revived: array<u32>;

@compute @workgroup_size(1)
fn main() {
  let blocks = (params.rows + params.block - 1u) / params.block;
  var moved = 0u;
  for (var k = 0u; k < params.codes && moved < params.limit; k += 1u) {
    if (count[k] > 0u) { continue; }
    var b = 0u;
    for (var other = 1u; other < blocks; other += 1u) {
      if (distortion[farthest[other]] > distortion[farthest[b]]) { b = other; }
    }
    let row = farthest[b];
    if (!(distortion[row] > 0.0)) { break; }
    for (var d = 0u; d < params.dim; d += 1u) {
      codebook[k * params.dim + d] = residual[row * params.dim + d];
    }
    moved += 1u;
    revived[moved] = k;

    distortion[row] = 0.0;
    let begin = b * params.block;
    let end = min(begin + params.block, params.rows);
    var best = begin;
    for (var r = begin + 1u; r < end; r += 1u) {
      if (distortion[r] > distortion[best]) { best = r; }
    }
    farthest[b] = best;
  }
  revived[0] = moved;
}
