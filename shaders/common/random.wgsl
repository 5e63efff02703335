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

// What all halves of a seed share: a software adapter does not move it out of a loop.
fn random_stream(seed: u32) -> u32 {
  return mix(seed);
}

// Uniform in [0, 1) with 16 bits, two from one hash: of counters 2 pair and 2 pair + 1.
fn random_halves(stream: u32, pair: u32) -> vec2f {
  let bits = mix(stream ^ (pair * 2654435769u));
  return vec2f(f32(bits & 0xffffu), f32(bits >> 16u)) * 1.52587890625e-5;
}

// Of four counters from `first` on, a multiple of 4.
fn random_four(stream: u32, first: u32) -> vec4f {
  let pair = first / 2u;
  return vec4f(random_halves(stream, pair), random_halves(stream, pair + 1u));
}
