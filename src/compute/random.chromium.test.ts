import { afterAll } from 'vitest';
import randomWgsl from '../../shaders/common/random.wgsl?raw';
import { defineKernel, linearGrid, readU32, writeF32, writeU32 } from './kernel';
import { untouchedF32, untouchedU32, wholeU32 } from './numbers.fixture';
import { randomBits, randomHalf, randomUnit } from './random';
import { agreesWithOracle } from './run-on-both.fixture';
import { createWebGpuDevice } from './webgpu/webgpu-device';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const GROUP = 64;

const randomNumbers = defineKernel({
  name: 'test/random-numbers',
  wgsl: `
    struct Params { count: u32 }
    @group(0) @binding(0) var<uniform> params: Params;
    @group(0) @binding(1) var<storage, read> seed: array<u32>;
    @group(0) @binding(2) var<storage, read> counter: array<u32>;
    @group(0) @binding(3) var<storage, read_write> bits: array<u32>;
    @group(0) @binding(4) var<storage, read_write> unit: array<f32>;
    @group(0) @binding(5) var<storage, read_write> half_unit: array<f32>;
    @compute @workgroup_size(${GROUP})
    fn main(@builtin(global_invocation_id) id: vec3u) {
      if (id.x >= params.count) { return; }
      bits[id.x] = random_bits(seed[id.x], counter[id.x]);
      unit[id.x] = random_unit(seed[id.x], counter[id.x]);
      let first = counter[id.x] & 0xfffffffcu;
      half_unit[id.x] = random_four(random_stream(seed[id.x]), first)[counter[id.x] & 3u];
    }
    ${randomWgsl}`,
  bindings: { seed: readU32, counter: readU32, bits: writeU32, unit: writeF32, halfUnit: writeF32 },
  params: { count: 'u32' },
  overrides: {},
  grid: ({ count }) => linearGrid(count, GROUP),
  oracle({ seed, counter, bits, unit, halfUnit }, { count }) {
    for (let i = 0; i < count; i++) {
      bits[i] = randomBits(seed[i]!, counter[i]!);
      unit[i] = randomUnit(seed[i]!, counter[i]!);
      halfUnit[i] = randomHalf(seed[i]!, counter[i]!);
    }
  },
});

function numbers(name: string, seed: Uint32Array, counter: Uint32Array) {
  const count = seed.length;
  return {
    name,
    arrays: {
      ...{ seed, counter, bits: untouchedU32(count) },
      ...{ unit: untouchedF32(count), halfUnit: untouchedF32(count) },
    },
    calls: [{ count }],
  };
}

const EDGES = [0, 1, 2, 63, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

agreesWithOracle(gpu, randomNumbers, [
  numbers(
    'the ends of the range',
    Uint32Array.from(EDGES.flatMap((seed) => EDGES.map(() => seed))),
    Uint32Array.from(EDGES.flatMap(() => EDGES)),
  ),
  numbers('a thousand of each', wholeU32(1000, 2 ** 32, 1), wholeU32(1000, 2 ** 32, 2)),
  numbers('one stream', new Uint32Array(1000).fill(7), Uint32Array.from(Array(1000).keys())),
]);
