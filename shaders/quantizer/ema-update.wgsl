// Exponential moving averages, codewords:
//   total_k <- decay * total_k + (1 - decay) * sum_k;   codeword_k = total_k / smooth_k
// total starts at codeword * size (= codeword, as sizes start at 1), so an untouched code shrinks
// with its size and stays where it is. One thread a (k, d).
struct Params { codes: u32, dim: u32, decay: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> sum: array<f32>;
@group(0) @binding(2) var<storage, read> smooth_size: array<f32>;
@group(0) @binding(3) var<storage, read_write> total: array<f32>;
@group(0) @binding(4) var<storage, read_write> codebook: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let cell = linear_index(group, groups, local, GROUP);
  if (cell >= params.codes * params.dim) { return; }
  let next = params.decay * total[cell] + (1.0 - params.decay) * sum[cell];
  total[cell] = next;
  codebook[cell] = next / smooth_size[cell / params.dim];
}
