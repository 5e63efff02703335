// The codebook as the assign kernels want it, [code_stride][dim], and a bias.
//   L2:     codeword as it is, bias_k = -|c_k|^2 / 2    (argmax x.c + bias = argmin |x - c|)
//   cosine: codeword / |c_k|,  bias_k = 0               (argmax of the cosine)
// norm2_k = |c_k|^2 is kept for row-distortion. A zero codeword has cosine 0 with everything.
// One thread a code of the padded range; padding gets zeros and a bias that never wins. Read and
// written as vec4 (dim a multiple of 4).
struct Params { codes: u32, dim: u32, code_stride: u32, cosine: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> codebook: array<vec4f>; // [codes][dim]
@group(0) @binding(2) var<storage, read_write> prepared: array<vec4f>; // [code_stride][dim]
@group(0) @binding(3) var<storage, read_write> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> norm2: array<f32>;

override GROUP: u32;

const NEVER = -3.4e38;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let k = id.x;
  if (k >= params.code_stride) { return; }
  let exists = k < params.codes;
  let dim4 = params.dim / 4u;
  let start = k * dim4;
  var squares = vec4f();
  if (exists) {
    for (var d = 0u; d < dim4; d += 1u) {
      let c = codebook[start + d];
      squares = fma(c, c, squares);
    }
  }
  let sum = (squares.x + squares.y) + (squares.z + squares.w);
  var scale = 1.0;
  if (params.cosine != 0u && sum > 0.0) { scale = inverseSqrt(sum); }
  for (var d = 0u; d < dim4; d += 1u) {
    var value = vec4f();
    if (exists) { value = codebook[start + d] * scale; }
    prepared[start + d] = value;
  }
  norm2[k] = sum;
  bias[k] = select(NEVER, select(-0.5 * sum, 0.0, params.cosine != 0u), exists);
}
