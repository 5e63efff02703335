// sum[b] (+)= scale * (value[i] summed over i = b * block .. (b + 1) * block - 1, ascending). Run
// twice, blocks first and then the sums of blocks as one block, it adds up a vector in a fixed
// order. One thread a block, f32. accumulate = 1 adds to what sum holds.
struct Params { count: u32, block: u32, scale: f32, accumulate: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<f32>;
@group(0) @binding(2) var<storage, read_write> sum: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let begin = id.x * params.block;
  if (begin >= params.count) { return; }
  let end = min(begin + params.block, params.count);
  var total = 0.0;
  for (var i = begin; i < end; i += 1u) { total += value[i]; }
  total *= params.scale;
  if (params.accumulate == 1u) { total += sum[id.x]; }
  sum[id.x] = total;
}
