// A level's choice: of all continuations of a user's beams the `beams_out` of highest log-probability, best
// first. Beam b (row r) brings the codes c of its level, each with
//   score[r] + logit[r, c] - lse[r],   lse = log sum exp of the row's logits.
// CONSTRAINED 1: only the children of its node in the prefix trie (codes ascending from
// child_code[code_begin + first child]), 0: all `codes`. Ties go to the lower code, then to the
// lower beam. Where there are fewer continuations than beams, the beams left over are DEAD.
//
// score and path [positions][slab]: read at position `step` (rows user * beams_in + b), written at the next
// (user * beams_out + slot). path holds parent row, code, node; token [user * beams_out + slot] what
// the decoder reads next. logit [rows][stride].
//
// One thread a user. Its slots of the next position are a heap with the worst on top, so that almost
// all continuations cost one comparison; in the end the heap is sorted where it lies.
struct Params {
  users: u32, beams_in: u32, beams_out: u32, codes: u32, stride: u32,
  step: u32, slab: u32, token_begin: u32, start_begin: u32, code_begin: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logit: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read> child_start: array<u32>;
@group(0) @binding(4) var<storage, read> child_code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;
@group(0) @binding(6) var<storage, read_write> path: array<u32>;
@group(0) @binding(7) var<storage, read_write> token: array<u32>;

override CONSTRAINED: u32;
override GROUP: u32;

const FIELDS = 3u;
const DEAD = -3e38;

struct Beam { score: f32, parent: u32, code: u32, node: u32 }

fn held(at: u32) -> Beam {
  return Beam(score[at], path[FIELDS * at], path[FIELDS * at + 1u], path[FIELDS * at + 2u]);
}

fn hold(at: u32, beam: Beam) {
  score[at] = beam.score;
  path[FIELDS * at] = beam.parent;
  path[FIELDS * at + 1u] = beam.code;
  path[FIELDS * at + 2u] = beam.node;
}

fn worse(a: Beam, b: Beam) -> bool {
  if (a.score != b.score) { return a.score < b.score; }
  if (a.code != b.code) { return a.code > b.code; }
  return a.parent > b.parent;
}

// Puts a beam at the end of a heap of `size` at `heap`, and up to its place.
fn push(heap: u32, size: u32, beam: Beam) {
  var at = size;
  while (at > 0u) {
    let above = (at - 1u) / 2u;
    let other = held(heap + above);
    if (!worse(beam, other)) { break; }
    hold(heap + at, other);
    at = above;
  }
  hold(heap + at, beam);
}

// Puts a beam on top of a heap of `size` in place of what is there, and down to its place.
fn sink(heap: u32, size: u32, beam: Beam) {
  var at = 0u;
  loop {
    var below = 2u * at + 1u;
    if (below >= size) { break; }
    var other = held(heap + below);
    if (below + 1u < size) {
      let right = held(heap + below + 1u);
      if (worse(right, other)) {
        other = right;
        below += 1u;
      }
    }
    if (!worse(other, beam)) { break; }
    hold(heap + at, other);
    at = below;
  }
  hold(heap + at, beam);
}

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let user = linear_index(group, groups, local, GROUP);
  if (user >= params.users) { return; }
  let room = params.beams_out;
  let heap = (params.step + 1u) * params.slab + user * room;
  let beam_begin = user * params.beams_in;
  var size = 0u;
  var worst = Beam(0.0, 0u, 0u, 0u);
  for (var b = 0u; b < params.beams_in; b += 1u) {
    let row = beam_begin + b;
    let own = params.step * params.slab + row;
    let before = score[own];
    if (before <= DEAD) { continue; }
    let base = before - lse[row];
    var child = 0u;
    var end = params.codes;
    if (CONSTRAINED == 1u) {
      let node = params.start_begin + path[FIELDS * own + 2u];
      child = child_start[node];
      end = child_start[node + 1u];
    }
    let logits = row * params.stride;
    for (; child < end; child += 1u) {
      var code = child;
      if (CONSTRAINED == 1u) { code = child_code[params.code_begin + child]; }
      let beam = Beam(base + logit[logits + code], row, code, child);
      if (size < room) {
        push(heap, size, beam);
        size += 1u;
        worst = held(heap);
      } else if (worse(worst, beam)) {
        sink(heap, size, beam);
        worst = held(heap);
      }
    }
  }
  for (var rest = size; rest > 1u; rest -= 1u) {
    let last = held(heap + rest - 1u);
    hold(heap + rest - 1u, held(heap));
    sink(heap, rest - 1u, last);
  }
  for (var slot = size; slot < room; slot += 1u) {
    hold(heap + slot, Beam(DEAD, beam_begin, 0u, 0u));
  }
  for (var slot = 0u; slot < room; slot += 1u) {
    token[user * room + slot] = params.token_begin + path[FIELDS * (heap + slot) + 1u];
  }
}
