// The factor that turns distances into Sinkhorn logits: -scale / std, std over the whole matrix
// from the rows' moments (Chan et al. 1983, merged in two passes). A matrix of equal distances
// gives 0: every code is then as good as another.
// One workgroup: rows are few thousands. Every thread sums every 64th row, then the 64 sums are
// added pairwise: the order is fixed.
struct Params { rows: u32, codes: u32, scale: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> row_mean: array<f32>;
@group(0) @binding(2) var<storage, read> row_m2: array<f32>;
@group(0) @binding(3) var<storage, read_write> sharpness: array<f32>;

const GROUP = 64u;

var<workgroup> part: array<f32, GROUP>;

// The sum of every thread's value, to all threads.
fn total(local: u32, value: f32) -> f32 {
  part[local] = value;
  workgroupBarrier();
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    if (local < half) { part[local] += part[local + half]; }
    workgroupBarrier();
  }
  let sum = part[0];
  workgroupBarrier(); // part is written again
  return sum;
}

@compute @workgroup_size(GROUP)
fn main(@builtin(local_invocation_index) local: u32) {
  let rows = params.rows;
  let codes = f32(params.codes);
  var means = 0.0;
  for (var row = local; row < rows; row += GROUP) { means += row_mean[row]; }
  let mean = total(local, means) / f32(rows);
  var squares = 0.0;
  for (var row = local; row < rows; row += GROUP) {
    let off = row_mean[row] - mean;
    squares += row_m2[row] + codes * off * off;
  }
  let variance = total(local, squares) / (f32(rows) * codes);
  if (local == 0u && rows > 0u) {
    sharpness[0] = select(0.0, -params.scale * inverseSqrt(variance), variance > 0.0);
  }
}
