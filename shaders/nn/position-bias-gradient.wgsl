// gradient[b, h] += gradient of bias[h, i, j] summed over all queries i and keys j whose bucket is b: the
// way back of position-bias.wgsl. One thread a (bucket, head); offsets ascending, along each diagonal
// queries ascending: a fixed order. f32.
struct Params {
  heads: u32, queries: u32, keys: u32, stride: u32,
  span: u32, buckets: u32, table_stride: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> bias_gradient: array<f32>; // [heads][queries][stride]
@group(0) @binding(2) var<storage, read> bucket: array<u32>; // [2 span - 1]
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>; // [buckets][table_stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let b = id.x / params.heads;
  if (b >= params.buckets) { return; }
  let head = id.x % params.heads;
  let base = head * params.queries * params.stride;
  var sum = 0.0;
  // offset = j - i + queries - 1, from the last query's first key to the first query's last key.
  for (var offset = 0u; offset + 1u < params.queries + params.keys; offset += 1u) {
    if (bucket[offset + params.span - params.queries] != b) { continue; }
    let first = max(params.queries, offset + 1u) - offset - 1u;
    let end = min(params.queries, params.keys + params.queries - offset - 1u);
    for (var i = first; i < end; i += 1u) {
      sum += bias_gradient[base + i * params.stride + i + offset + 1u - params.queries];
    }
  }
  gradient[b * params.table_stride + head] += sum;
}
