// One half of a Sinkhorn round, first stage: for every code, log-sum-exp over a block of rows of
//   sharpness * D_bk + g_b
// as its largest term and the sum of exp(term - largest). Row potentials g are 0 in round one.
// One thread a (block, four codes), codes beside each other; distance [rows][stride], largest and
// total [blocks][stride], as vec4. The largest term is followed on the fly, so that each distance
// is read once; f32, rows ascending. Padded codes get numbers that nobody reads.
struct Params { rows: u32, codes: u32, stride: u32, block: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> distance: array<vec4f>;
@group(0) @binding(2) var<storage, read> sharpness: array<f32>;
@group(0) @binding(3) var<storage, read> row_potential: array<f32>;
@group(0) @binding(4) var<storage, read_write> largest: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> total: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let quad = id.x;
  if (quad * 4u >= params.codes) { return; }
  let begin = id.y * params.block;
  let end = min(begin + params.block, params.rows);
  let sharp = sharpness[0];
  let stride = params.stride / 4u;
  var peak = vec4f(-3.4e38);
  var sum = vec4f();
  for (var row = begin; row < end; row += 1u) {
    let term = sharp * distance[row * stride + quad] + row_potential[row];
    let next = max(peak, term);
    sum = sum * exp(peak - next) + exp(term - next);
    peak = next;
  }
  let at = id.y * stride + quad;
  largest[at] = peak;
  total[at] = sum;
}
