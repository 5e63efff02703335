import type { Device } from '../../src/compute/device';
import { roundUp } from '../../src/compute/kernel';
import { strideOf } from '../../src/nn/kernels/layout';
import { prepareKernels } from '../../src/quantizer/all-kernels';
import { assignVariants, runAssignTrial } from '../../src/quantizer/assign-trial';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../src/quantizer/config';
import { DIM_ALIGN } from '../../src/quantizer/kernels/layout';
import { Pacer } from '../../src/quantizer/pacer';
import { initCodebooks } from '../../src/quantizer/rqvae/init-codebooks';
import { prepareRqVae } from '../../src/quantizer/rqvae/kernels';
import { createModel, initialiseNetworks } from '../../src/quantizer/rqvae/model';
import { stepCounts } from '../../src/quantizer/rqvae/step-counts';
import { trainStep } from '../../src/quantizer/rqvae/train-step';
import { median } from '../rounds/median';
import { noise } from '../rounds/noise';
import type { Ceiling } from '../rounds/rounds';

const DIM = 512;
const BATCH = 2048;
/** FORGE's preset: 512-256-256-64 and back, 3 x 256 codes, 5 rounds of Sinkhorn. */
const CONFIG: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  method: 'rqvae',
  codebookSizes: [256, 256, 256],
  rqvae: { ...DEFAULT_CONFIG.rqvae, batchRows: BATCH, init: 'random' },
};

/** Long enough that one wait does not count on a fast GPU. */
const MIN_ROUND_MS = 200;
const MAX_STEPS = 512;

export interface StepResult {
  readonly gflop: number;
  /** Median GFLOP/s over the rounds, of products and distances alone. */
  readonly gflops: number;
  readonly stepsPerSecond: number;
  readonly ceilings: Readonly<Record<string, number>>;
}

/**
 * Operations of one step's matrix products and distances: forward, weight gradients, input gradients
 * of all but the encoder's first layer, and three levels of distances to the codes.
 */
function stepGflop(): number {
  const widths = [DIM, ...CONFIG.rqvae.hidden, CONFIG.rqvae.latentDim];
  const network = widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i] ?? 0), 0);
  const first = DIM * (widths[1] ?? 0);
  const distances = CONFIG.codebookSizes.reduce((sum, k) => sum + k * CONFIG.rqvae.latentDim, 0);
  return (2 * BATCH * (3 * 2 * network - first + distances)) / 1e9;
}

/** Whole training steps of an RQ-VAE, interleaved with the adapter's ceilings. */
export async function measureStep(
  device: Device,
  ceilings: Readonly<Record<string, Ceiling>>,
  rounds: number,
): Promise<StepResult> {
  const { variant } = await runAssignTrial(device);
  const assign = assignVariants(device).find(({ name }) => name === variant);
  if (!assign) throw new Error(`no variant ${variant}`);
  await Promise.all([
    prepareKernels({ device, assign }, strideOf(CONFIG.rqvae.latentDim)),
    prepareRqVae(device),
  ]);
  const context = { device, assign, pacer: new Pacer(device) };
  const arena = device.arena('bench');
  const counts = stepCounts(BATCH, 1, CONFIG.rqvae);
  const model = createModel(arena, CONFIG, DIM, counts);
  initialiseNetworks(model, device, 1);
  const dim = roundUp(DIM, DIM_ALIGN);
  const shard = { rows: BATCH, dim, values: arena.tensor('shard', 'f32', BATCH * dim) };
  device.write(shard.values, noise()(BATCH * dim));
  await initCodebooks(context, CONFIG, model.codebooks, shard);
  const batch = { kind: 'items', rows: Uint32Array.from({ length: BATCH }, (_, i) => i) } as const;
  const run = async (steps: number) => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) await trainStep(context, model, shard, batch, 1e-4);
    await context.pacer.settle();
    return performance.now() - start;
  };
  await run(1);
  let steps = 1;
  for (let ms = await run(1); ms < MIN_ROUND_MS && steps < MAX_STEPS; ms = await run(steps))
    steps *= 2;
  for (const measure of Object.values(ceilings)) await measure();

  const gflop = stepGflop();
  const rates: number[] = [];
  const found = new Map(Object.keys(ceilings).map((name) => [name, [0].slice(1)]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(ceilings)) found.get(name)?.push(await measure());
    rates.push((steps * gflop * 1000) / (await run(steps)));
  }
  arena.dispose();
  const gflops = median(rates);
  return {
    gflop,
    gflops,
    stepsPerSecond: gflops / gflop,
    ceilings: Object.fromEntries([...found].map(([name, values]) => [name, median(values)])),
  };
}
