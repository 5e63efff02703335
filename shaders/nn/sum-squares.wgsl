// sum[first + b] = value[i]^2 summed over i = b * block .. (b + 1) * block - 1, ascending: one
// tensor's part of the global gradient norm. One thread a block, read as vec4 (count and block
// multiples of 4), f32.
struct Params { count: u32, block: u32, first: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> sum: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let begin = id.x * params.block;
  if (begin >= params.count) { return; }
  let end = min(begin + params.block, params.count) / 4u;
  var total = vec4f();
  for (var at = begin / 4u; at < end; at += 1u) {
    let x = value[at];
    total = fma(x, x, total);
  }
  sum[params.first + id.x] = (total.x + total.y) + (total.z + total.w);
}
