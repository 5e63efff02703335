// bias_k <- bias_k - price_k, so that assignment takes argmax of r . c_k + bias_k - price_k. [codes]
// Padding behind the codes keeps its bias, which never wins. One thread a code; exact to one rounding.
struct Params { codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> price: array<f32>;
@group(0) @binding(2) var<storage, read_write> bias: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let k = id.x;
  if (k >= params.codes) { return; }
  bias[k] = bias[k] - price[k];
}
