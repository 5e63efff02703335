// After revival under EMA: a moved code starts afresh, size 1 and total = codeword, else its next
// update would pull it back to where it died. One thread a (j, d), j over the codes moved.
struct Params { dim: u32, limit: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> revived: array<u32>; // [0] = how many, then the codes
@group(0) @binding(2) var<storage, read> codebook: array<f32>;
@group(0) @binding(3) var<storage, read_write> size: array<f32>;
@group(0) @binding(4) var<storage, read_write> total: array<f32>;

override GROUP: u32;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let j = id.x / params.dim;
  if (j >= revived[0]) { return; }
  let k = revived[1u + j];
  let cell = k * params.dim + id.x % params.dim;
  total[cell] = codebook[cell];
  size[k] = 1.0;
}
