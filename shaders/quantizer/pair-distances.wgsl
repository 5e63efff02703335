// Products to distances, in place, with the moments of each row:
//   L2: D_bk = |r_b|^2 - 2 P_bk + |c_k|^2, at least 0;  cosine: D_bk = 1 - P_bk / |r_b|
// where P = residual . prepared codeword. mean_b and m2_b = sum_k (D_bk - mean_b)^2 are over the
// real codes. Padded columns get numbers that nobody reads.
// One thread a row; distance [rows][stride] and code_norm2 [stride] as vec4, stride a multiple of 4;
// f32 sums, codes ascending in fours. Two passes over the row, as sum of squares minus square of
// sum would lose the spread of close distances.
struct Params { rows: u32, codes: u32, stride: u32, cosine: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> norm2: array<f32>;
@group(0) @binding(2) var<storage, read> code_norm2: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> distance: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> row_mean: array<f32>;
@group(0) @binding(5) var<storage, read_write> row_m2: array<f32>;

override GROUP: u32;

const LANES = vec4u(0u, 1u, 2u, 3u);

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= params.rows) { return; }
  let codes = params.codes;
  let quads = (codes + 3u) / 4u;
  let start = row * (params.stride / 4u);
  let own = norm2[row];
  // Both distances are offset + slope P + share |c|^2.
  let is_cosine = params.cosine == 1u;
  let inverse = select(0.0, inverseSqrt(own), own > 0.0);
  let offset = select(own, 1.0, is_cosine);
  let slope = select(-2.0, -inverse, is_cosine);
  let share = select(1.0, 0.0, is_cosine);
  let least = select(0.0, -3.4e38, is_cosine);
  var sum = 0.0;
  for (var quad = 0u; quad < quads; quad += 1u) {
    let at = start + quad;
    let d = max(vec4f(least), offset + slope * distance[at] + share * code_norm2[quad]);
    distance[at] = d;
    let real = LANES + vec4u(4u * quad);
    sum += dot(select(vec4f(), d, real < vec4u(codes)), vec4f(1.0));
  }
  let mean = sum / f32(codes);
  var m2 = 0.0;
  for (var quad = 0u; quad < quads; quad += 1u) {
    let real = LANES + vec4u(4u * quad);
    let off = select(vec4f(), distance[start + quad] - mean, real < vec4u(codes));
    m2 += dot(off, off);
  }
  row_mean[row] = mean;
  row_m2[row] = m2;
}
