// bias[h, i, j] = table[b, h] with b = bucket[j - i + span - 1]: T5's relative position bias (Raffel et
// al. 2020, sec. 2.1) of every head, query i and key j, once for all sequences and layers. A bucket of
// NONE is a pair that must not meet (a key after its query in a decoder): it gets LOWEST, which a
// softmax turns into 0. Keys behind the last bucket take the last one's: they are padding.
// One thread four keys; bias as vec4, stride a multiple of 4.
struct Params { heads: u32, queries: u32, stride: u32, span: u32, table_stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> table: array<f32>; // [buckets][table_stride]
@group(0) @binding(2) var<storage, read> bucket: array<u32>; // [2 span - 1]
@group(0) @binding(3) var<storage, read_write> bias: array<vec4f>; // [heads][queries][stride]

override GROUP: u32;

const NONE = 0xffffffffu;
const LOWEST = -1e30;

fn bias_at(head: u32, offset: u32) -> f32 {
  let b = bucket[min(offset, 2u * params.span - 2u)];
  if (b == NONE) { return LOWEST; }
  return table[b * params.table_stride + head];
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let width = params.stride / 4u;
  let row = at / width;
  if (row >= params.heads * params.queries) { return; }
  let head = row / params.queries;
  let first = 4u * (at % width) + params.span - 1u - row % params.queries;
  bias[at] = vec4f(
    bias_at(head, first),
    bias_at(head, first + 1u),
    bias_at(head, first + 2u),
    bias_at(head, first + 3u),
  );
}
