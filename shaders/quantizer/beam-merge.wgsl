// A beam step's choice: the best `beams_out` of the candidates of all beams of a row, best first.
// Beam b of a row brings its `keep` nearest codes, nearest first (nearest-codes), each with the
// total squared distance that the row would have with it. A candidate is written as
//   choice = beam * codes + code.
// lists [rows][beams_in][keep], choice [rows][beams_out]; beams_in at most MAX_BEAM, and
// beams_in * keep at least beams_out.
//
// One thread a row merges the lists: it looks at the head of each and takes the nearest, ties to
// the lowest beam and then, as the lists are sorted, to the lowest code.
struct Params { rows: u32, codes: u32, beams_in: u32, keep: u32, beams_out: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> nearest: array<u32>;
@group(0) @binding(2) var<storage, read> distance: array<f32>;
@group(0) @binding(3) var<storage, read_write> choice: array<u32>;

override GROUP: u32;

const MAX_BEAM = 16u;
// Above every distance and above the filling of nearest-codes.
const NEVER = 3.402823e38;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let keep = params.keep;
  let beams_in = min(params.beams_in, MAX_BEAM);
  let lists = row * beams_in * keep;
  let out = row * params.beams_out;
  var head = array<u32, 16>(0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u);
  for (var slot = 0u; slot < params.beams_out; slot += 1u) {
    var best = NEVER;
    var beam = 0u;
    for (var b = 0u; b < beams_in; b += 1u) {
      if (head[b] >= keep) { continue; }
      let d = distance[lists + b * keep + head[b]];
      if (d < best) {
        best = d;
        beam = b;
      }
    }
    let code = nearest[lists + beam * keep + head[beam]];
    head[beam] += 1u;
    choice[out + slot] = beam * params.codes + code;
  }
}
