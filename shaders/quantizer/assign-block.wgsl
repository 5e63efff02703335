// Residual distances fused with argmin, 128 rows x 128 codes a workgroup: discrete GPUs, large shards.
//   score(i, k) = bias_k + residual_i . codeword_k;  code_i = argmax_k score(i, k)
// Layouts, bias and padding as in assign-register.wgsl. Sums in f32, dims ascending.
//
// As in assign-workgroup both operands pass through workgroup memory, but there a thread of 4 x 4
// outputs reads a vec4 for every two vec4 multiply-adds, and that reading is its limit. Here thread
// (tx, ty) of 16 x 16 owns 8 x 8 outputs: rows 4 ty .. 4 ty + 3 and 64 rows further, codes
// 4 tx .. 4 tx + 3 and 64 codes further. The tiles are stored by dim, a vec4 holding four rows (codes),
// so that one dim of an outer product is four reads for sixteen vec4 multiply-adds; neighbouring
// threads read neighbouring vec4, or the same one. The next eight dims are fetched into registers
// while these eight are multiplied.
struct Params { row_begin: u32, row_end: u32, dim: u32, codes: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> code: array<u32>;
@group(0) @binding(5) var<storage, read_write> score: array<f32>;

const TILE = 128u; // rows, and codes
const DEPTH = 8u; // dims a step
const HALF = 16u; // vec4 from a thread's first four rows (codes) to its other four
const STRIDE = 33u; // vec4 from one dim to the next; odd, so that stores spread over the banks
const NO_SCORE = -3.0e38;

// [DEPTH][STRIDE]; at the end the candidates of 64 rows, [16 ty][16 tx], component r: row 4 ty + r.
var<workgroup> row_tile: array<vec4f, 264>;
var<workgroup> code_tile: array<vec4f, 264>;

// Eight scores of one row, and where the codes of the second four begin: the best goes to `best`.
struct Best { score: f32, code: u32 }

fn better(best: Best, near: vec4f, far: vec4f, first: u32) -> Best {
  var next = best;
  if (near.x > next.score) { next = Best(near.x, first); }
  if (near.y > next.score) { next = Best(near.y, first + 1u); }
  if (near.z > next.score) { next = Best(near.z, first + 2u); }
  if (near.w > next.score) { next = Best(near.w, first + 3u); }
  if (far.x > next.score) { next = Best(far.x, first + 64u); }
  if (far.y > next.score) { next = Best(far.y, first + 65u); }
  if (far.z > next.score) { next = Best(far.z, first + 66u); }
  if (far.w > next.score) { next = Best(far.w, first + 67u); }
  return next;
}

// The bias of four codes; past the last code what never wins, whatever is read in its place.
fn start(at: u32) -> vec4f {
  let k = vec4u(at, at + 1u, at + 2u, at + 3u);
  let b = vec4f(bias[k.x], bias[k.y], bias[k.z], bias[k.w]);
  return select(vec4f(-3.4e38), b, k < vec4u(params.codes));
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let tx = local % 16u;
  let ty = local / 16u;
  let dim4 = params.dim / 4u;
  let first_row = params.row_begin + group.x * TILE;
  // What this thread stages: one vec4 of one row and of one code, stored to four dims.
  let line = local / 2u;
  let deep = local % 2u;
  let to = 4u * deep * STRIDE + line / 4u;
  let lane = line % 4u;
  let row_from = (first_row + line) * dim4 + deep;

  var best0 = Best(NO_SCORE, 0u);
  var best1 = Best(NO_SCORE, 0u);
  var best2 = Best(NO_SCORE, 0u);
  var best3 = Best(NO_SCORE, 0u);
  var best4 = Best(NO_SCORE, 0u);
  var best5 = Best(NO_SCORE, 0u);
  var best6 = Best(NO_SCORE, 0u);
  var best7 = Best(NO_SCORE, 0u);

  for (var first = 0u; first < params.codes; first += TILE) {
    let code_from = (first + line) * dim4 + deep;
    let mine = first + 4u * tx;
    let near = start(mine);
    let far = start(mine + 64u);
    var n0 = near; var f0 = far;
    var n1 = near; var f1 = far;
    var n2 = near; var f2 = far;
    var n3 = near; var f3 = far;
    var n4 = near; var f4 = far;
    var n5 = near; var f5 = far;
    var n6 = near; var f6 = far;
    var n7 = near; var f7 = far;
    var next_row = residual[row_from];
    var next_code = codebook[code_from];
    for (var d = 0u; d < dim4; d += 2u) {
      row_tile[to][lane] = next_row.x;
      row_tile[to + STRIDE][lane] = next_row.y;
      row_tile[to + 2u * STRIDE][lane] = next_row.z;
      row_tile[to + 3u * STRIDE][lane] = next_row.w;
      code_tile[to][lane] = next_code.x;
      code_tile[to + STRIDE][lane] = next_code.y;
      code_tile[to + 2u * STRIDE][lane] = next_code.z;
      code_tile[to + 3u * STRIDE][lane] = next_code.w;
      workgroupBarrier();
      if (d + 2u < dim4) {
        next_row = residual[row_from + d + 2u];
        next_code = codebook[code_from + d + 2u];
      }
      for (var h = 0u; h < DEPTH; h += 1u) {
        let a = row_tile[h * STRIDE + ty];
        let b = row_tile[h * STRIDE + HALF + ty];
        let c = code_tile[h * STRIDE + tx];
        let e = code_tile[h * STRIDE + HALF + tx];
        n0 = fma(a.xxxx, c, n0); f0 = fma(a.xxxx, e, f0);
        n1 = fma(a.yyyy, c, n1); f1 = fma(a.yyyy, e, f1);
        n2 = fma(a.zzzz, c, n2); f2 = fma(a.zzzz, e, f2);
        n3 = fma(a.wwww, c, n3); f3 = fma(a.wwww, e, f3);
        n4 = fma(b.xxxx, c, n4); f4 = fma(b.xxxx, e, f4);
        n5 = fma(b.yyyy, c, n5); f5 = fma(b.yyyy, e, f5);
        n6 = fma(b.zzzz, c, n6); f6 = fma(b.zzzz, e, f6);
        n7 = fma(b.wwww, c, n7); f7 = fma(b.wwww, e, f7);
      }
      workgroupBarrier();
    }
    best0 = better(best0, n0, f0, mine);
    best1 = better(best1, n1, f1, mine);
    best2 = better(best2, n2, f2, mine);
    best3 = better(best3, n3, f3, mine);
    best4 = better(best4, n4, f4, mine);
    best5 = better(best5, n5, f5, mine);
    best6 = better(best6, n6, f6, mine);
    best7 = better(best7, n7, f7, mine);
  }

  // Codes are whole numbers below 2^24: exact as f32, so the tiles can hold them.
  row_tile[local] = vec4f(best0.score, best1.score, best2.score, best3.score);
  code_tile[local] = vec4f(f32(best0.code), f32(best1.code), f32(best2.code), f32(best3.code));
  workgroupBarrier();
  if (local < 64u) { finish(first_row + local, local); }
  workgroupBarrier();
  row_tile[local] = vec4f(best4.score, best5.score, best6.score, best7.score);
  code_tile[local] = vec4f(f32(best4.code), f32(best5.code), f32(best6.code), f32(best7.code));
  workgroupBarrier();
  if (local < 64u) { finish(first_row + 64u + local, local); }
}

// Row t of the 64 in the tiles, of 16 candidates. They do not come in code order: the lowest wins a tie.
fn finish(row: u32, t: u32) {
  let r = t % 4u;
  var winner = NO_SCORE;
  var winner_code = 0.0;
  for (var x = 0u; x < 16u; x += 1u) {
    let slot = (t / 4u) * 16u + x;
    let s = row_tile[slot][r];
    let c = code_tile[slot][r];
    if (s > winner || (s == winner && c < winner_code)) {
      winner = s;
      winner_code = c;
    }
  }
  if (row < params.row_end) {
    code[row] = u32(winner_code);
    score[row] = winner;
  }
}
