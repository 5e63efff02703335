// bias[h, d + span] = table[b, h] with b = bucket[d + span - 1], for every distance d = key - query of -span + 1 ..
// span - 1: T5's relative position bias (Raffel et al. 2020, sec. 2.1) of every head, once for all sequences
// and layers. A bucket of NONE is a pair that must not meet (a key after its query in a decoder): it gets
// LOWEST, which a softmax turns into 0. What stands at d = -span belongs to no pair.
// One thread a distance of a head.
struct Params { heads: u32, span: u32, table_stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> table: array<f32>; // [buckets][table_stride]
@group(0) @binding(2) var<storage, read> bucket: array<u32>; // [2 span - 1]
@group(0) @binding(3) var<storage, read_write> bias: array<f32>; // [heads][2 span]

override GROUP: u32;

const NONE = 0xffffffffu;
const LOWEST = -1e30;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let line = 2u * params.span;
  if (at >= params.heads * line) { return; }
  let b = bucket[max(at % line, 1u) - 1u];
  if (b == NONE) {
    bias[at] = LOWEST;
  } else {
    bias[at] = table[b * params.table_stride + at / line];
  }
}
