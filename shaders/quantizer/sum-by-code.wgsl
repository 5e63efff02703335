// partial[p][k][d] = sum of residual[row][d] over part p of the rows with code k.
// The rows of a code stand together in `order` (counting sort). They are cut into `parts` equal
// runs, so that one crowded code does not leave the device to one thread; merge-parts adds the runs
// in order. Fixed order throughout: equal inputs, equal sums. One thread a (p, k, d), d fastest.
struct Params { codes: u32, dim: u32, parts: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<f32>; // [rows][dim]
@group(0) @binding(2) var<storage, read> order: array<u32>;
@group(0) @binding(3) var<storage, read> begin: array<u32>;
@group(0) @binding(4) var<storage, read_write> partial_sum: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let index = linear_index(group, groups, local, GROUP);
  let cells = params.codes * params.dim;
  if (index >= params.parts * cells) { return; }
  let part = index / cells;
  let k = (index % cells) / params.dim;
  let d = index % params.dim;
  let count = begin[k + 1u] - begin[k];
  let run = (count + params.parts - 1u) / params.parts;
  let from_row = begin[k] + min(part * run, count);
  let to_row = begin[k] + min((part + 1u) * run, count);
  var sum = 0.0;
  for (var place = from_row; place < to_row; place += 1u) {
    sum += residual[order[place] * params.dim + d];
  }
  partial_sum[index] = sum;
}
