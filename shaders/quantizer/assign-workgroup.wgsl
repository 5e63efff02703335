// Residual distances fused with argmin, workgroup-memory tile: the variant for discrete GPUs.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// Layouts, bias and padding as in assign-quad.wgsl.
//
// A workgroup owns 64 rows and walks over the codes 64 at a time. Per tile of 64 rows x 64 codes it
// stages 8 dims of both in workgroup memory, as two vec4 a row; each is then read 16 times from
// there. Thread (tx, ty) of 16 x 16 owns rows ty + 16 r and codes tx + 16 j (r, j < 4), so that
// neighbouring threads read neighbouring vec4: 8 reads for 64 multiply-adds. The 16 candidates of
// a row meet once, at the end, in workgroup memory. Sums in f32, dims ascending by four.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

const TILE = 64u; // rows, and codes
const NO_SCORE = -3.0e38;

var<workgroup> row_tile: array<vec4f, 128>; // [2][TILE]
var<workgroup> code_tile: array<vec4f, 128>; // [2][TILE]
var<workgroup> candidate_score: array<vec4f, 256>; // [16 ty][16 tx], component r: row ty + 16 r
var<workgroup> candidate_code: array<vec4u, 256>;

fn dots(x: vec4f, a: vec4f, b: vec4f, c: vec4f, d: vec4f) -> vec4f {
  return vec4f(dot(x, a), dot(x, b), dot(x, c), dot(x, d));
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let tx = local % 16u;
  let ty = local / 16u;
  let dim4 = params.dim / 4u;
  let first_row = params.row_begin + group.x * TILE;
  var best = vec4f(NO_SCORE); // component r: row ty + 16 r
  var best_code = vec4u();

  for (var first = 0u; first < params.codes; first += TILE) {
    let at = first + tx;
    let start = vec4f(bias[at], bias[at + 16u], bias[at + 32u], bias[at + 48u]);
    var s0 = start; // row ty, codes tx + 16 j
    var s1 = start;
    var s2 = start;
    var s3 = start;
    for (var d = 0u; d < dim4; d += 2u) {
      // 256 threads, 2 x 128 vec4: the lower half stages rows, the upper half codes. Threads 2 t
      // and 2 t + 1 read the two neighbouring vec4 of row t.
      let line = (local % 128u) / 2u;
      let half = local % 2u;
      if (local < 128u) {
        row_tile[half * TILE + line] = residual[(first_row + line) * dim4 + d + half];
      } else {
        code_tile[half * TILE + line] = codebook[(first + line) * dim4 + d + half];
      }
      workgroupBarrier();
      for (var h = 0u; h < 2u; h += 1u) {
        let c0 = code_tile[h * TILE + tx];
        let c1 = code_tile[h * TILE + tx + 16u];
        let c2 = code_tile[h * TILE + tx + 32u];
        let c3 = code_tile[h * TILE + tx + 48u];
        s0 += dots(row_tile[h * TILE + ty], c0, c1, c2, c3);
        s1 += dots(row_tile[h * TILE + ty + 16u], c0, c1, c2, c3);
        s2 += dots(row_tile[h * TILE + ty + 32u], c0, c1, c2, c3);
        s3 += dots(row_tile[h * TILE + ty + 48u], c0, c1, c2, c3);
      }
      workgroupBarrier();
    }
    for (var j = 0u; j < 4u; j += 1u) {
      let scores = vec4f(s0[j], s1[j], s2[j], s3[j]);
      let won = scores > best;
      best = select(best, scores, won);
      best_code = select(best_code, vec4u(at + 16u * j), won);
    }
  }

  candidate_score[local] = best;
  candidate_code[local] = best_code;
  workgroupBarrier();
  if (local >= TILE) { return; }

  // Thread t reduces row t = ty + 16 r. Candidates do not come in code order: the lowest wins a tie.
  let r = local / 16u;
  var winner = NO_SCORE;
  var winner_code = 0u;
  for (var t = 0u; t < 16u; t += 1u) {
    let slot = (local % 16u) * 16u + t;
    let s = candidate_score[slot][r];
    let c = candidate_code[slot][r];
    if (s > winner || (s == winner && c < winner_code)) {
      winner = s;
      winner_code = c;
    }
  }
  let row = first_row + local;
  if (row < params.row_end) {
    code[row] = winner_code;
    score[row] = winner;
  }
}
