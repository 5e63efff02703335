// The `keep` nearest codes of every row, nearest first, one code of each row's choice left out:
//   L2: d_ik = max(0, |r_i|^2 - 2 P_ik + |c_k|^2);  cosine: d_ik = 1 - P_ik / |r_i|, 1 for r_i = 0
// where P = residual . prepared codeword as a product left it.
// P [rows][stride] and code_norm2 [stride] as vec4 along the codes, stride a multiple of 4; columns
// from `codes` on are padding and never chosen. own[i] is the code left out; one of no codeword
// leaves none out. Outputs [rows][keep].
//
// One thread a row. It walks the codes upwards and keeps its list sorted in the output itself, by
// insertion: a code enters only if it is nearer than the last of a full list, so that the list is
// seldom moved. Ties go to the lowest code. f32; near 0 the terms of L2 cancel, hence the max.
// Where fewer than `keep` codes are left, the list is filled up with NO_CODE at distance FAR.
struct Params { rows: u32, codes: u32, stride: u32, keep: u32, cosine: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> norm2: array<f32>;
@group(0) @binding(2) var<storage, read> code_norm2: array<vec4f>;
@group(0) @binding(3) var<storage, read> product: array<vec4f>;
@group(0) @binding(4) var<storage, read> own: array<u32>;
@group(0) @binding(5) var<storage, read_write> nearest: array<u32>;
@group(0) @binding(6) var<storage, read_write> distance: array<f32>;

override GROUP: u32;

const FAR = 3.4e38;
const NO_CODE = 0xffffffffu;

// Puts a code where it belongs among the first `held` of the list at `start`, which has room.
fn insert(start: u32, held: u32, d: f32, code: u32) {
  var at = start + held;
  while (at > start && distance[at - 1u] > d) {
    distance[at] = distance[at - 1u];
    nearest[at] = nearest[at - 1u];
    at -= 1u;
  }
  distance[at] = d;
  nearest[at] = code;
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let keep = params.keep;
  if (keep == 0u) { return; }
  let codes = params.codes;
  let start = row * keep;
  let stride4 = params.stride / 4u;
  let products = row * stride4;
  let used4 = (codes + 3u) / 4u;
  let norm = norm2[row];
  // Both distances are offset + slope P + share |c|^2.
  let is_cosine = params.cosine == 1u;
  let offset = select(norm, 1.0, is_cosine);
  let slope = select(-2.0, -select(0.0, inverseSqrt(norm), norm > 0.0), is_cosine);
  let share = select(1.0, 0.0, is_cosine);
  let least = vec4f(select(0.0, -FAR, is_cosine));
  let skipped = own[row];
  var held = 0u;
  // Distance of the last of a full list; until it is full everything enters.
  var last = FAR;
  for (var step = 0u; step < used4; step += 1u) {
    let d = max(offset + slope * product[products + step] + share * code_norm2[step], least);
    if (all(d >= vec4f(last))) { continue; }
    for (var lane = 0u; lane < 4u; lane += 1u) {
      let code = 4u * step + lane;
      let value = d[lane];
      if (code >= codes || code == skipped || value >= last) { continue; }
      let kept = min(held, keep - 1u);
      insert(start, kept, value, code);
      held = kept + 1u;
      if (held == keep) { last = distance[start + keep - 1u]; }
    }
  }
  for (var slot = held; slot < keep; slot += 1u) {
    nearest[start + slot] = NO_CODE;
    distance[start + slot] = FAR;
  }
}
