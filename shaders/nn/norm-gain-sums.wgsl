// sum[b, c] = dy[r, c] (x[r, c] - mean_r) r_r summed over rows r = b * block .. (b + 1) * block - 1,
// in row order: blocks of the gain's gradient in norm-rows.wgsl. column-sums.wgsl adds the blocks.
// [rows][stride] as vec4; one thread four columns of one block, f32.
struct Params { rows: u32, stride: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> x: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> stat: array<f32>; // [rows][2]: mean, r
@group(0) @binding(3) var<storage, read> dy: array<vec4f>; // [rows][stride], padding zero
@group(0) @binding(4) var<storage, read_write> sum: array<vec4f>; // [blocks][stride]

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
  var cell = begin * width + at % width;
  for (var row = begin; row < end; row += 1u) {
    total += dy[cell] * (x[cell] - stat[2u * row]) * stat[2u * row + 1u];
    cell += width;
  }
  sum[at] = total;
}
