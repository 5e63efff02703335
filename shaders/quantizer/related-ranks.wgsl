// The 0-based rank of each pair's related row among all rows but the query itself, by similarity to
// the query, best first; of equal similarities the lowest row comes first:
//   rank_p = |{ j != q : s_j > t, or s_j = t and j < related }|,  s = similarity of the query, t = s[related]
// similarity [queries][stride] as vec4 along the rows, stride a multiple of 4; rows from `rows` on
// are padding and never counted. query[p] is a row of `similarity`, self_row[p] the row it stands for.
//
// One thread a pair walks its query's similarities once.
struct Params { pairs: u32, rows: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> similarity: array<vec4f>;
@group(0) @binding(2) var<storage, read> query: array<u32>;
@group(0) @binding(3) var<storage, read> self_row: array<u32>;
@group(0) @binding(4) var<storage, read> related: array<u32>;
@group(0) @binding(5) var<storage, read_write> rank: array<u32>;

override GROUP: u32;

const LANES = vec4u(0u, 1u, 2u, 3u);

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let pair = linear_index(group, groups, local, GROUP);
  if (pair >= params.pairs) { return; }
  let rows = params.rows;
  let start = query[pair] * (params.stride / 4u);
  let goal = related[pair];
  let own = self_row[pair];
  let goal_quad = similarity[start + goal / 4u];
  let goal_value = vec4f(goal_quad[goal % 4u]);
  let quads = (rows + 3u) / 4u;
  var better = vec4u();
  for (var quad = 0u; quad < quads; quad += 1u) {
    let s = similarity[start + quad];
    let row = LANES + vec4u(4u * quad);
    let before = (s > goal_value) | ((s == goal_value) & (row < vec4u(goal)));
    let counts = before & (row < vec4u(rows)) & (row != vec4u(own));
    better += select(vec4u(), vec4u(1u), counts);
  }
  rank[pair] = better.x + better.y + better.z + better.w;
}
