// total[id[s]] += value[order[p]] summed over places p = begin[s] .. begin[s + 1] - 1, in order: the
// gradient of a table from which row id[s] was gathered at the rows order[p]. Every segment s names
// another row of the table, so no two threads write one element and no atomics are needed: equal
// inputs give equal sums. [rows][stride] as vec4; one thread four columns of a segment, f32.
struct Params { segments: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> value: array<vec4f>; // [rows][stride]
@group(0) @binding(2) var<storage, read> order: array<u32>; // [places]
@group(0) @binding(3) var<storage, read> begin: array<u32>; // [segments + 1]
@group(0) @binding(4) var<storage, read> id: array<u32>; // [segments], distinct
@group(0) @binding(5) var<storage, read_write> total: array<vec4f>; // [table rows][stride]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let at = linear_index(group, groups, local, GROUP);
  let width = params.stride / 4u;
  let segment = at / width;
  if (segment >= params.segments) { return; }
  let column = at % width;
  let end = begin[segment + 1u];
  var sum = vec4f();
  for (var place = begin[segment]; place < end; place += 1u) {
    sum += value[order[place] * width + column];
  }
  total[id[segment] * width + column] += sum;
}
