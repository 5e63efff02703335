// sum[b, c] (+)= value[r, c] summed over rows r = b * block .. (b + 1) * block - 1, in row order.
// Run twice, blocks first and then the sums of blocks as one block, it reduces a matrix to one row
// in a fixed order: equal inputs give equal bits. [rows][stride] as vec4; one thread four columns of
// one block, f32. accumulate = 1 adds to what sum holds.
struct Params { rows: u32, stride: u32, block: u32, accumulate: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read_write> sum: array<vec4f>; // [blocks][stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let width = params.stride / 4u;
  let begin = (at / width) * params.block;
  if (begin >= params.rows) { return; }
  let end = min(begin + params.block, params.rows);
  var total = vec4f();
  if (params.accumulate == 1u) { total = sum[at]; }
  let last = end * width;
  for (var cell = begin * width + at % width; cell < last; cell += width) { total += value[cell]; }
  sum[at] = total;
}
