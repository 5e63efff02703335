// Lloyd's step: codeword_k = sum_k / count_k, the mean of its rows. A code without rows keeps its
// codeword (revive-codes may move it later). One thread a (k, d).
struct Params { codes: u32, dim: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> sum: array<f32>;
@group(0) @binding(2) var<storage, read> count: array<u32>;
@group(0) @binding(3) var<storage, read_write> codebook: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let cell = linear_index(group, groups, local, GROUP);
  if (cell >= params.codes * params.dim) { return; }
  let n = count[cell / params.dim];
  if (n > 0u) { codebook[cell] = sum[cell] / f32(n); }
}
