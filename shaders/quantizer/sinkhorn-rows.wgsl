// The other half of a Sinkhorn round: the potential of every row, and its code under the plan,
//   g_b = -log sum_k exp(sharpness * D_bk + f_k),  code_b = argmax_k sharpness * D_bk + f_k.
// One thread a row; distance [rows][stride] and code_potential [stride] as vec4; f32, codes
// ascending in fours, ties to the lowest code. The largest term is followed on the fly, so that
// each distance is read once; codes past the end count as minus infinity.
struct Params { rows: u32, codes: u32, stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> distance: array<vec4f>;
@group(0) @binding(2) var<storage, read> sharpness: array<f32>;
@group(0) @binding(3) var<storage, read> code_potential: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> row_potential: array<f32>;
@group(0) @binding(5) var<storage, read_write> code: array<u32>;

override GROUP: u32;

const LANES = vec4u(0u, 1u, 2u, 3u);
const NOTHING = vec4f(-3.4e38);

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= params.rows) { return; }
  let codes = params.codes;
  let quads = (codes + 3u) / 4u;
  let start = row * (params.stride / 4u);
  let sharp = sharpness[0];
  var peak = -3.4e38;
  var sum = 0.0;
  // The largest term of each lane and where it stood: settled once, behind the loop.
  var most = NOTHING;
  var place = vec4u();
  for (var quad = 0u; quad < quads; quad += 1u) {
    let k = LANES + vec4u(4u * quad);
    let whole = sharp * distance[start + quad] + code_potential[quad];
    let term = select(NOTHING, whole, k < vec4u(codes));
    let wins = term > most;
    most = select(most, term, wins);
    place = select(place, k, wins);
    let pair = max(term.xy, term.zw);
    let next = max(peak, max(pair.x, pair.y));
    sum = sum * exp(peak - next) + dot(exp(term - next), vec4f(1.0));
    peak = next;
  }
  var best = most.x;
  var found = place.x;
  if (most.y > best || (most.y == best && place.y < found)) { best = most.y; found = place.y; }
  if (most.z > best || (most.z == best && place.z < found)) { best = most.z; found = place.z; }
  if (most.w > best || (most.w == best && place.w < found)) { best = most.w; found = place.w; }
  row_potential[row] = -(peak + log(sum));
  code[row] = found;
}
