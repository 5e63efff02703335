// k-means++, the draw: row i with probability nearest[i] / sum(nearest); codebook[step] = its row.
// Walks the block sums (sum-blocks) and then the chosen block, in row order, until they pass
// u * total. Where everything is at distance 0 already (step 0, or fewer distinct rows than codes)
// it draws uniformly. Every thread of the one workgroup makes the same walk, reading the same
// addresses, and then copies its share of the dims: no barrier needed.
struct Params { rows: u32, dim: u32, block: u32, step: u32, seed: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<f32>; // [rows][dim]
@group(0) @binding(2) var<storage, read> nearest: array<f32>;
@group(0) @binding(3) var<storage, read> partial_sum: array<f32>;
@group(0) @binding(4) var<storage, read_write> codebook: array<f32>; // [codes][dim]

override GROUP: u32;

fn draw() -> u32 {
  let blocks = (params.rows + params.block - 1u) / params.block;
  let u = random_unit(params.seed, params.step);
  var total = 0.0;
  if (params.step > 0u) {
    for (var b = 0u; b < blocks; b += 1u) { total += partial_sum[b]; }
  }
  if (!(total > 0.0)) { return min(u32(u * f32(params.rows)), params.rows - 1u); }

  var left = u * total;
  var b = 0u;
  while (b + 1u < blocks && left >= partial_sum[b]) {
    left -= partial_sum[b];
    b += 1u;
  }
  let end = min((b + 1u) * params.block, params.rows);
  // Rounding may leave a remainder past the block: then the last row with any weight is drawn.
  var chosen = b * params.block;
  for (var row = b * params.block; row < end; row += 1u) {
    let weight = nearest[row];
    if (weight > 0.0) {
      chosen = row;
      if (left < weight) { break; }
      left -= weight;
    }
  }
  return chosen;
}

@compute @workgroup_size(GROUP)
fn main(@builtin(local_invocation_index) local: u32) {
  let row = draw();
  for (var d = local; d < params.dim; d += GROUP) {
    codebook[params.step * params.dim + d] = matrix[row * params.dim + d];
  }
}
