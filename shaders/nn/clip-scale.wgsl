// clip = [min(1, max_norm / (norm + 1e-6)), norm],  norm = sqrt(sum of partial[0 .. count - 1]):
// the factor of torch's clip_grad_norm_, left on the device for adamw.wgsl. No partials: factor 1.
// One thread, f32, ascending.
struct Params { count: u32, max_norm: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> partial_sum: array<f32>;
@group(0) @binding(2) var<storage, read_write> clip: array<f32>; // [2]

@compute @workgroup_size(1)
fn main() {
  var total = 0.0;
  for (var i = 0u; i < params.count; i += 1u) { total += partial_sum[i]; }
  let norm = sqrt(total);
  var scale = 1.0;
  if (params.count > 0u) { scale = min(1.0, params.max_norm / (norm + 1e-6)); }
  clip[0] = scale;
  clip[1] = norm;
}
