// The same ceiling as a plain loop reaches it: one fused multiply-add on each of 8 accumulators an
// iteration. On a GPU this equals fma-peak; on a software adapter, where the loop itself costs, it
// is what an ordinary inner loop can hope for. Work: 16 FLOP a round and thread.
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
  for (var round = 0u; round < rounds; round += 1u) {
    a = fma(a, m, s);
    b = fma(b, m, s);
  }
  let sum = a + b;
  result[id.x] = sum.x + sum.y + sum.z + sum.w;
}
