// Symmetric InfoNCE (CLIP, Radford et al. 2021) of a batch whose pairs stand on the diagonal, from
// the products p [rows][stride] and the log-sum-exp of their rows and columns. With s_ij = scale p_ij
// and scale = exp(log_scale[0]):
//   loss_i = (row_lse_i + column_lse_i) / 2 - s_ii
//   g_ij = weight / (2 rows) (exp(s_ij - row_lse_i) + exp(s_ij - column_lse_j) - 2 [i = j])
//   gradient_ij = scale g_ij,   scale_gradient_i = sum_j g_ij s_ij
// the gradients of weight * mean_i loss_i with respect to p and, added up over i, to log_scale[0].
// hit_i = 1 where the row's largest product is its own pair's (ties to the lowest column), else 0.
// Columns behind rows get gradient zero. One thread a row of the batch, f32, columns ascending.
struct Params { rows: u32, stride: u32, weight: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> product: array<f32>; // [rows][stride]
@group(0) @binding(2) var<storage, read> log_scale: array<f32>;
@group(0) @binding(3) var<storage, read> row_lse: array<f32>; // [rows]
@group(0) @binding(4) var<storage, read> column_lse: array<f32>; // [rows]
@group(0) @binding(5) var<storage, read_write> gradient: array<f32>; // [rows][stride]
@group(0) @binding(6) var<storage, read_write> scale_gradient: array<f32>; // [rows]
@group(0) @binding(7) var<storage, read_write> loss: array<f32>; // [rows]
@group(0) @binding(8) var<storage, read_write> hit: array<f32>; // [rows]

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  let rows = params.rows;
  if (row >= rows) { return; }
  let stride = params.stride;
  let start = row * stride;
  let scale = exp(log_scale[0]);
  let share = params.weight / (2.0 * f32(rows));
  let own = row_lse[row];
  var along = 0.0;
  var nearest = 0u;
  var top = product[start];
  for (var j = 0u; j < rows; j += 1u) {
    let p = product[start + j];
    if (p > top) {
      top = p;
      nearest = j;
    }
    let s = scale * p;
    let both = exp(s - own) + exp(s - column_lse[j]);
    let g = share * (both - select(0.0, 2.0, j == row));
    gradient[start + j] = scale * g;
    along += g * s;
  }
  for (var j = rows; j < stride; j += 1u) { gradient[start + j] = 0.0; }
  scale_gradient[row] = along;
  loss[row] = 0.5 * (own + column_lse[row]) - scale * product[start + row];
  hit[row] = select(0.0, 1.0, nearest == row);
}
