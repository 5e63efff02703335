// The residuals of a beam step: of every chosen candidate, its beam's residual less its codeword.
//   next[row][slot] = residual[row][choice / codes] - codebook[choice % codes]
// residual [rows][beams_in][dim], choice [rows][beams_out], next [rows][beams_out][dim].
// One thread four dims (dim a multiple of 4), one subtraction each: the same bits as
// subtract-codewords gives along the same path.
struct Params { rows: u32, dim: u32, codes: u32, beams_in: u32, beams_out: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> codebook: array<vec4f>; // [codes][dim]
@group(0) @binding(3) var<storage, read> choice: array<u32>;
@group(0) @binding(4) var<storage, read_write> next: array<vec4f>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let element = linear_index(group, groups, local, GROUP);
  let dim4 = params.dim / 4u;
  if (element >= params.rows * params.beams_out * dim4) { return; }
  let path = element / dim4;
  let d = element % dim4;
  let chosen = choice[path];
  let before = path / params.beams_out * params.beams_in + chosen / params.codes;
  let code = chosen % params.codes;
  next[element] = residual[before * dim4 + d] - codebook[code * dim4 + d];
}
