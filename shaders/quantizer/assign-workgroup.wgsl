// Residual distances fused with argmin, workgroup-memory tile: the variant for discrete GPUs.
//   score(i, k) = bias_k + sum_d residual[d][i] * codebook[d][k];  code_i = argmax_k score(i, k)
// Layouts, bias and ties as in assign-register.wgsl.
//
// A workgroup owns 64 rows and walks over the codes 64 at a time. Per tile of 64 rows x 64 codes it
// stages DEPTH dims of both in workgroup memory (each value is then read 16 times from there);
// thread (tx, ty) of 16 x 16 owns rows 4 ty .. + 3 and codes 4 tx .. + 3: two vec4 reads for 16
// multiply-adds. The 16 candidates of a row meet once, at the end, in workgroup memory.
// Sums in f32, dims ascending. Needs dim % DEPTH == 0 and strides % 64 == 0 (padding is zero).
struct Params { row_begin: u32, row_end: u32, row_stride: u32, dim: u32, codes: u32, code_stride: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

const TILE4 = 16u; // 64 rows or codes, as vec4
const DEPTH = 8u;
const NO_SCORE = -3.0e38;

var<workgroup> row_tile: array<vec4f, 128>; // [DEPTH][TILE4]
var<workgroup> code_tile: array<vec4f, 128>; // [DEPTH][TILE4]
var<workgroup> candidate_score: array<vec4f, 256>; // [TILE4 of rows][16 threads]
var<workgroup> candidate_code: array<vec4u, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let tx = local % 16u;
  let ty = local / 16u;
  let first_row4 = (params.row_begin / 4u) + group.x * TILE4;
  let row_stride4 = params.row_stride / 4u;
  let code_stride4 = params.code_stride / 4u;
  var best = vec4f(NO_SCORE);
  var best_code = vec4u();

  for (var first = 0u; first < params.codes; first += 64u) {
    let start = bias[first / 4u + tx];
    // s_r: row r of the four, against the thread's four codes.
    var s0 = start;
    var s1 = start;
    var s2 = start;
    var s3 = start;
    for (var d = 0u; d < params.dim; d += DEPTH) {
      // 256 threads, 2 x 128 vec4: the lower half stages rows, the upper half codes.
      let slot = local % 128u;
      let depth = d + slot / TILE4;
      if (local < 128u) {
        row_tile[slot] = residual[depth * row_stride4 + first_row4 + slot % TILE4];
      } else {
        code_tile[slot] = codebook[depth * code_stride4 + first / 4u + slot % TILE4];
      }
      workgroupBarrier();
      for (var j = 0u; j < DEPTH; j += 1u) {
        let x = row_tile[j * TILE4 + ty];
        let c = code_tile[j * TILE4 + tx];
        s0 = fma(vec4f(x.x), c, s0);
        s1 = fma(vec4f(x.y), c, s1);
        s2 = fma(vec4f(x.z), c, s2);
        s3 = fma(vec4f(x.w), c, s3);
      }
      workgroupBarrier();
    }
    for (var j = 0u; j < 4u; j += 1u) {
      let scores = vec4f(s0[j], s1[j], s2[j], s3[j]);
      let won = scores > best;
      best = select(best, scores, won);
      best_code = select(best_code, vec4u(first + tx * 4u + j), won);
    }
  }

  candidate_score[ty * 16u + tx] = best;
  candidate_code[ty * 16u + tx] = best_code;
  workgroupBarrier();
  if (local >= 64u) { return; }

  // Thread t reduces row t: its candidates stand in component t % 4 of 16 slots.
  let component = local % 4u;
  var winner = NO_SCORE;
  var winner_code = 0u;
  for (var t = 0u; t < 16u; t += 1u) {
    let slot = (local / 4u) * 16u + t;
    let s = candidate_score[slot][component];
    let c = candidate_code[slot][component];
    // Candidates of different threads do not come in code order: the lowest wins a tie.
    if (s > winner || (s == winner && c < winner_code)) {
      winner = s;
      winner_code = c;
    }
  }
  let row = params.row_begin + group.x * 64u + local;
  if (row < params.row_end) {
    code[row] = winner_code;
    score[row] = winner;
  }
}
