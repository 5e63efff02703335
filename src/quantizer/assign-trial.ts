import type { Device } from '../compute/device';
import { randomUnit } from '../compute/random';
import { createAssignment } from './assign';
import { createCodebook, prepareForAssign } from './codebook';
import {
  assignBlock,
  assignFlop,
  assignOverrides,
  assignRegister,
  assignQuad,
  assignWorkgroup,
  type AssignKernel,
} from './kernels/assign-codes';
import { prepareCodebook } from './kernels/prepare-codebook';
import type { Tuning } from './results';

/** A shape like a small shard's, 0.13 GFLOP, of the sample's dims: what it compiles is used again. */
const SOFTWARE_TRIAL = { rows: 2048, dim: 128, codes: 256 };
/** Fills a discrete one, 2.1 GFLOP: below it the tile that makes most workgroups would win. */
const GPU_TRIAL = { rows: 32_768, dim: 128, codes: 256 };
/** Repeats double until a variant has run this long, so that a fast GPU is timed too. */
const TRIAL_MS = 25;
const MAX_REPEATS = 256;

/** The shape that variants are timed on. */
export function trialOf({ info }: Device): {
  readonly rows: number;
  readonly dim: number;
  readonly codes: number;
} {
  return info.software ? SOFTWARE_TRIAL : GPU_TRIAL;
}

/** The variants that compile on this device and may win there. */
export function assignVariants({ info }: Device): AssignKernel[] {
  const all: AssignKernel[] = info.software
    ? [assignQuad, assignRegister, assignWorkgroup]
    : [assignRegister, assignWorkgroup, assignBlock];
  return all.filter(({ requires }) => requires === null || info.features.includes(requires));
}

/** The variant a remembered trial chose, if it was on this adapter and still exists. */
export function rememberedVariant(
  device: Device,
  tuning: Pick<Tuning, 'adapter' | 'variant'> | null,
): AssignKernel | null {
  if (tuning?.adapter !== device.info.name) return null;
  return assignVariants(device).find(({ name }) => name === tuning.variant) ?? null;
}

/**
 * Times every variant on random data and names the fastest. Throws a Problem `GPU_SHADER` where none
 * compiles.
 */
export async function runAssignTrial(device: Device): Promise<Tuning> {
  const gflops: Record<string, number> = {};
  // Compiled side by side: compiling takes longer than the trial.
  const [variants] = await Promise.all([compiledVariants(device), device.prepare(prepareCodebook)]);
  for (const kernel of variants) gflops[kernel.name] = await rate(device, kernel);
  const [variant] = Object.entries(gflops).reduce((best, entry) =>
    entry[1] > best[1] ? entry : best,
  );
  return { adapter: device.info.name, variant, gflops };
}

/** One driver's compiler may refuse what others take; there are more tiles. */
async function compiledVariants(device: Device): Promise<AssignKernel[]> {
  const variants = assignVariants(device);
  const { dim } = trialOf(device);
  const outcomes = await Promise.allSettled(
    variants.map((kernel) => device.prepare(kernel, assignOverrides(kernel, dim))),
  );
  const compiled = variants.filter((_, i) => outcomes[i]?.status === 'fulfilled');
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (compiled.length === 0 && failure) throw failure.reason;
  return compiled;
}

async function rate(device: Device, kernel: AssignKernel): Promise<number> {
  const { rows, dim, codes } = trialOf(device);
  const arena = device.arena('trial');
  try {
    const points = arena.tensor('points', 'f32', rows * dim);
    const codebook = createCodebook(arena, codes, dim, 'l2');
    const { code, score } = createAssignment(arena, rows);
    device.write(points, noise(rows * dim, 1));
    device.write(codebook.codewords, noise(codes * dim, 2));
    prepareForAssign(device, codebook);
    const run = (times: number) => {
      for (let i = 0; i < times; i++) {
        device.run(kernel, {
          tensors: {
            residual: points,
            codebook: codebook.prepared,
            bias: codebook.bias,
            code,
            score,
          },
          params: { rowBegin: 0, rowEnd: rows, dim, codes },
        });
      }
      return device.flush();
    };
    await run(1);
    for (let times = 1; ; times *= 2) {
      const start = performance.now();
      await run(times);
      const ms = performance.now() - start;
      if (ms >= TRIAL_MS || times >= MAX_REPEATS) {
        return (times * assignFlop(rows, dim, codes)) / Math.max(ms, 0.01) / 1e6;
      }
    }
  } finally {
    arena.dispose();
  }
}

function noise(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => randomUnit(seed, i) - 0.5);
}
