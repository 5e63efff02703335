// gradient[b, h] += line_gradient[h, l, c] summed over all lines l and columns c whose distance
//   key - query = c - lead - step l
// has bucket b: the way back of position-bias.wgsl. With step 1 and lead 0 a line is a query and a column a key; with
// 8 and 8 it is what fused-attention-queries.wgsl leaves. One thread a (bucket, head); distances ascending, along
// each lines ascending: a fixed order. f32.
struct Params {
  heads: u32, lines: u32, width: u32, step: u32, lead: u32,
  span: u32, buckets: u32, table_stride: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> line_gradient: array<f32>; // [heads][lines][width]
@group(0) @binding(2) var<storage, read> bucket: array<u32>; // [2 span - 1]
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>; // [buckets][table_stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let b = id.x / params.heads;
  if (b >= params.buckets) { return; }
  let head = id.x % params.heads;
  let base = head * params.lines * params.width;
  let end = 2u * params.span - 1u;
  var sum = 0.0;
  for (var at = 0u; at < end; at += 1u) {
    if (bucket[at] != b) { continue; }
    // Column of line 0; of the others it is `step` more each. Below 0 it wraps round, beyond any width.
    var column = at + 1u + params.lead - params.span;
    for (var line = 0u; line < params.lines; line += 1u) {
      if (column < params.width) { sum += line_gradient[base + line * params.width + column]; }
      column += params.step;
    }
  }
  gradient[b * params.table_stride + head] += sum;
}
