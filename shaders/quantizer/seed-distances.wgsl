// k-means++ (Arthur & Vassilvitskii 2007), after a centre was picked:
//   nearest[i] <- min(nearest[i], |r_i - centre|^2)      (step 0: no min)
// centre = codebook[step], r transposed [dim][row_stride]. A thread owns 4 rows, GROUP apart, so
// that one read of the centre serves four rows. Sums in f32, dims ascending.
struct Params { rows: u32, row_stride: u32, dim: u32, step: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>;
@group(0) @binding(2) var<storage, read> codebook: array<f32>; // [codes][dim]
@group(0) @binding(3) var<storage, read_write> nearest: array<f32>;

override GROUP: u32;

fn keep(row: u32, distance: f32) {
  if (row >= params.rows) { return; }
  nearest[row] = select(min(nearest[row], distance), distance, params.step == 0u);
}

@compute @workgroup_size(GROUP)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x * GROUP * 4u + local;
  let centre = params.step * params.dim;
  var sum0 = 0.0;
  var sum1 = 0.0;
  var sum2 = 0.0;
  var sum3 = 0.0;
  var x = row;
  for (var d = 0u; d < params.dim; d += 1u) {
    let c = codebook[centre + d];
    let e0 = residual[x] - c;
    let e1 = residual[x + GROUP] - c;
    let e2 = residual[x + 2u * GROUP] - c;
    let e3 = residual[x + 3u * GROUP] - c;
    sum0 = fma(e0, e0, sum0);
    sum1 = fma(e1, e1, sum1);
    sum2 = fma(e2, e2, sum2);
    sum3 = fma(e3, e3, sum3);
    x += params.row_stride;
  }
  keep(row, sum0);
  keep(row + GROUP, sum1);
  keep(row + 2u * GROUP, sum2);
  keep(row + 3u * GROUP, sum3);
}
