// Exponential moving averages, cluster sizes (van den Oord et al. 2017, eq. 6, with Laplace
// smoothing as in its reference implementation):
//   size_k <- decay * size_k + (1 - decay) * count_k
//   smooth_k = (size_k + epsilon) / (n + K * epsilon) * n,   n = sum of size
// Sizes start at 1, not 0: from 0 the first batches would divide by nearly nothing and collapse the
// codebook. One thread does all K, so that n is summed in a fixed order.
struct Params { codes: u32, decay: f32, epsilon: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> count: array<u32>;
@group(0) @binding(2) var<storage, read_write> size: array<f32>;
@group(0) @binding(3) var<storage, read_write> smooth_size: array<f32>;

@compute @workgroup_size(1)
fn main() {
  var n = 0.0;
  for (var k = 0u; k < params.codes; k += 1u) {
    let next = params.decay * size[k] + (1.0 - params.decay) * f32(count[k]);
    size[k] = next;
    n += next;
  }
  let scale = n / (n + f32(params.codes) * params.epsilon);
  for (var k = 0u; k < params.codes; k += 1u) {
    smooth_size[k] = (size[k] + params.epsilon) * scale;
  }
}
