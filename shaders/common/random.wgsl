// Counter-based random numbers: the same (seed, counter) gives the same bits here and in
// src/compute/random.ts. The mixer is PCG's RXS-M-XS output permutation (O'Neill 2014).
fn mix(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}

fn random_bits(seed: u32, counter: u32) -> u32 {
  return mix(mix(seed) ^ (counter * 2654435769u));
}

// Uniform in [0, 1) with 24 bits: every value is exact in f32.
fn random_unit(seed: u32, counter: u32) -> f32 {
  return f32(random_bits(seed, counter) >> 8u) * 5.9604644775390625e-8;
}
