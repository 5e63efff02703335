// How close the sum of codewords so far comes to the input, row by row:
//   energy[i] = |r_i|^2,   cosine[i] = cos(x_i, x_i - r_i), 0 where either is the zero vector.
// (x - r is the sum of the codewords.) One thread a row, sums in f32, dims ascending.
struct Params { rows: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> vector: array<f32>; // [rows][dim]
@group(0) @binding(2) var<storage, read> residual: array<f32>; // [rows][dim]
@group(0) @binding(3) var<storage, read_write> energy: array<f32>;
@group(0) @binding(4) var<storage, read_write> cosine: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  var rr = 0.0;
  var xx = 0.0;
  var yy = 0.0;
  var xy = 0.0;
  for (var d = 0u; d < params.dim; d += 1u) {
    let x = vector[row * params.dim + d];
    let r = residual[row * params.dim + d];
    let y = x - r;
    rr = fma(r, r, rr);
    xx = fma(x, x, xx);
    yy = fma(y, y, yy);
    xy = fma(x, y, xy);
  }
  energy[row] = rr;
  // Two roots: the product xx * yy could overflow or vanish where each factor does not.
  let norms = sqrt(xx) * sqrt(yy);
  cosine[row] = select(0.0, xy / norms, norms > 0.0);
}
