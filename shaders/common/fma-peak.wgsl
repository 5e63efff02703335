// The adapter's multiply-add ceiling: fused multiply-adds on registers alone, no memory traffic.
//   acc_j <- acc_j * scale + step, ROUNDS times, 8 independent accumulators a thread.
// The body holds 8 steps of 8 chains in one basic block, enough to hide the latency of the unit and
// the cost of the loop; a shorter body measures the loop. Work: 16 FLOP a round and thread.
struct Params { rounds: u32, scale: f32, step: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> result: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let m = vec4f(params.scale);
  let s = vec4f(params.step);
  var a = vec4f(f32(id.x), 1, 2, 3);
  var b = vec4f(4, 5, 6, f32(id.x));
  let rounds = params.rounds; // read once: a uniform read in the loop would be measured too
  for (var round = 0u; round < rounds; round += 8u) {
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
    a = fma(a, m, s); b = fma(b, m, s);
  }
  let sum = a + b;
  result[id.x] = sum.x + sum.y + sum.z + sum.w;
}
