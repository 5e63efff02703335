// k-means++ (Arthur & Vassilvitskii 2007), after a centre was picked:
//   nearest[i] <- min(nearest[i], |r_i - centre|^2)      (step 0: no min)
// centre = codebook[step]. A thread owns 4 rows, GROUP apart, so that one read of the centre serves
// four rows. Read as vec4 (dim a multiple of 4), sums in f32.
struct Params { rows: u32, dim: u32, step: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>; // [rows][dim]
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>; // [codes][dim]
@group(0) @binding(3) var<storage, read_write> nearest: array<f32>;

override GROUP: u32;

fn keep(row: u32, sums: vec4f) {
  if (row >= params.rows) { return; }
  let distance = (sums.x + sums.y) + (sums.z + sums.w);
  nearest[row] = select(min(nearest[row], distance), distance, params.step == 0u);
}

@compute @workgroup_size(GROUP)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let dim4 = params.dim / 4u;
  let row = group.x * GROUP * 4u + local;
  let centre = params.step * dim4;
  let step = GROUP * dim4;
  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  for (var d = 0u; d < dim4; d += 1u) {
    let c = codebook[centre + d];
    let x = row * dim4 + d;
    let e0 = residual[x] - c;
    let e1 = residual[x + step] - c;
    let e2 = residual[x + 2u * step] - c;
    let e3 = residual[x + 3u * step] - c;
    sum0 = fma(e0, e0, sum0);
    sum1 = fma(e1, e1, sum1);
    sum2 = fma(e2, e2, sum2);
    sum3 = fma(e3, e3, sum3);
  }
  keep(row, sum0);
  keep(row + GROUP, sum1);
  keep(row + 2u * GROUP, sum2);
  keep(row + 3u * GROUP, sum3);
}
