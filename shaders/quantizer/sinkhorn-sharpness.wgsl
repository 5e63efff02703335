// The factor that turns distances into Sinkhorn logits: -scale / std, std over the whole matrix
// from the rows' moments (Chan et al. 1983, merged in two passes). A matrix of equal distances
// gives 0: every code is then as good as another.
// One thread: rows are few thousands, and the order of the sum is fixed.
struct Params { rows: u32, codes: u32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> row_mean: array<f32>;
@group(0) @binding(2) var<storage, read> row_m2: array<f32>;
@group(0) @binding(3) var<storage, read_write> sharpness: array<f32>;

@compute @workgroup_size(1)
fn main() {
  let rows = params.rows;
  if (rows == 0u) { return; }
  var sum = 0.0;
  for (var row = 0u; row < rows; row += 1u) { sum += row_mean[row]; }
  let mean = sum / f32(rows);
  let codes = f32(params.codes);
  var m2 = 0.0;
  for (var row = 0u; row < rows; row += 1u) {
    let off = row_mean[row] - mean;
    m2 += row_m2[row] + codes * off * off;
  }
  let variance = m2 / (f32(rows) * codes);
  sharpness[0] = select(0.0, -params.scale * inverseSqrt(variance), variance > 0.0);
}
