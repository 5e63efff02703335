// partial[b] = sum of value over rows b * block .. (b + 1) * block - 1, in row order: a fixed-order
// reduction, so equal inputs give equal sums on any schedule. One thread a block; the few partials
// are added up in Float64 by the reader, or walked by seed-pick.
struct Params { rows: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial_sum: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let begin = id.x * params.block;
  if (begin >= params.rows) { return; }
  let end = min(begin + params.block, params.rows);
  var sum = 0.0;
  for (var row = begin; row < end; row += 1u) { sum += value[row]; }
  partial_sum[id.x] = sum;
}
