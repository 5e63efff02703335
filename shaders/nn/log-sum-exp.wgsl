// result_i = log sum_j exp(s value[i outer + j inner]),  s = exp(log_scale[0]),  i < count, j < terms:
// over the rows of a matrix with outer = its stride and inner = 1, over its columns the other way
// round. One thread an i; f32, j ascending. The largest term is followed on the fly, so that each
// value is read once and nothing overflows.
struct Params { count: u32, terms: u32, outer: u32, inner: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<f32>;
@group(0) @binding(2) var<storage, read> log_scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.count) { return; }
  let scale = exp(log_scale[0]);
  let inner = params.inner;
  let terms = params.terms;
  var at = id.x * params.outer;
  var peak = -3.4e38;
  var sum = 0.0;
  for (var j = 0u; j < terms; j += 1u) {
    let term = scale * value[at];
    if (term > peak) {
      sum = sum * exp(peak - term) + 1.0;
      peak = term;
    } else {
      sum += exp(term - peak);
    }
    at += inner;
  }
  result[id.x] = peak + log(sum);
}
