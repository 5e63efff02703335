// The rotation trick (Fifty et al. 2024): the quantized q is taken for a rotated and scaled latent z,
//   q = lambda R z,  lambda = |q| / |z|,  R = I - 2 r r^T + 2 q^ z^^T,  r = (z^ + q^) / |z^ + q^|
// with lambda and R held constant, so the gradient of the latent is
//   lambda R^T g = lambda (g - 2 r (r . g) + 2 z^ (q^ . g)).
// Where z or q is zero, or q^ = -z^, the gradient passes straight through.
// One thread a row, [rows][dim] as vec4, dim a multiple of 4; f32, dims ascending.
struct Params { rows: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> latent: array<vec4f>;
@group(0) @binding(2) var<storage, read> quantized: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gradient: array<vec4f>;

override GROUP: u32;

const TINY = 1e-12;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= params.rows) { return; }
  let dim4 = params.dim / 4u;
  let start = row * dim4;
  let end = start + dim4;
  var zz = 0.0;
  var qq = 0.0;
  var zq = 0.0;
  var zg = 0.0;
  var qg = 0.0;
  for (var at = start; at < end; at += 1u) {
    let z = latent[at];
    let q = quantized[at];
    let g = gradient[at];
    zz += dot(z, z);
    qq += dot(q, q);
    zq += dot(z, q);
    zg += dot(z, g);
    qg += dot(q, g);
  }
  if (zz < TINY || qq < TINY) { return; }
  let z_inverse = inverseSqrt(zz);
  let q_inverse = inverseSqrt(qq);
  // |z^ + q^|^2 = 2 + 2 cos, and r . g from the products above.
  let cosine = zq * z_inverse * q_inverse;
  let square = 2.0 + 2.0 * cosine;
  if (square < 1e-6) { return; }
  let along_r = (zg * z_inverse + qg * q_inverse) / square;
  let along_q = qg * q_inverse;
  let lambda = sqrt(qq) * z_inverse;
  for (var at = start; at < end; at += 1u) {
    let z = latent[at] * z_inverse;
    let q = quantized[at] * q_inverse;
    gradient[at] = lambda * (gradient[at] - 2.0 * along_r * (z + q) + 2.0 * along_q * z);
  }
}
