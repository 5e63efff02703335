// distortion_i = |r_i - c|^2 for the assigned codeword c, from what the assign kernel left:
//   |r|^2 - 2 r.c + |c|^2,   r.c = score + |c|^2 / 2 (L2)  or  score * |c| (cosine)
// Clamped at 0, where cancellation may leave a little less. One thread a row.
struct Params { rows: u32, cosine: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> norm2: array<f32>;
@group(0) @binding(2) var<storage, read> code: array<u32>;
@group(0) @binding(3) var<storage, read> score: array<f32>;
@group(0) @binding(4) var<storage, read> code_norm2: array<f32>;
@group(0) @binding(5) var<storage, read_write> distortion: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let s = score[row];
  var d = norm2[row] - 2.0 * s;
  if (params.cosine != 0u) {
    let c2 = code_norm2[code[row]];
    d = norm2[row] - 2.0 * s * sqrt(c2) + c2;
  }
  distortion[row] = max(d, 0.0);
}
