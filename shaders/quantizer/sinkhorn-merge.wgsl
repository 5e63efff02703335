// One half of a Sinkhorn round, second stage: the potential of every code,
//   f_k = -log sum_b exp(sharpness * D_bk + g_b)
// from the blocks of sinkhorn-columns, [blocks][stride], in block order. One thread a code, f32.
struct Params { codes: u32, stride: u32, blocks: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> largest: array<f32>;
@group(0) @binding(2) var<storage, read> total: array<f32>;
@group(0) @binding(3) var<storage, read_write> code_potential: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let k = id.x;
  let stride = params.stride;
  if (k >= params.codes) { return; }
  let parts = params.blocks;
  var peak = -3.4e38;
  for (var part = 0u; part < parts; part += 1u) {
    let at = part * stride + k;
    peak = max(peak, largest[at]);
  }
  var sum = 0.0;
  for (var part = 0u; part < parts; part += 1u) {
    let at = part * stride + k;
    sum += total[at] * exp(largest[at] - peak);
  }
  code_potential[k] = -(peak + log(sum));
}
