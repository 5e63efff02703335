import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { expectClose, randomRows, toRows } from '../../nn/bench.fixture';
import { activations, contrast, linear, losses, numericGradient } from '../../nn/float64.fixture';
import type { Rows } from '../../nn/float64.fixture';
import { packRows, padRows } from '../../nn/padding';
import type { JobContext } from '../assign';
import { DEFAULT_CONFIG, FORGE_CONTRASTIVE, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import type { Batch } from './epoch-batches';
import { createModel, initialiseNetworks } from './model';
import { stepCounts } from './step-counts';
import { trainStep } from './train-step';

const ROWS = 9;
const DIM = 5;
const LATENT = 3;
const PAIRS = 4;
const LEVELS = 2;

const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  method: 'rqvae',
  codebookSizes: [3, 4],
  rqvae: {
    ...DEFAULT_CONFIG.rqvae,
    ...{ hidden: [6], latentDim: LATENT, activation: 'silu', batchRows: ROWS },
    commitment: [0.5, 0.3],
    contrastive: { ...FORGE_CONTRASTIVE, batchPairs: PAIRS, pairs: '' },
  },
};

const x = randomRows(ROWS, DIM, 1);
const batches: readonly Batch[] = [
  { kind: 'items', rows: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8) },
  { kind: 'pairs', rows: Uint32Array.of(0, 2, 4, 6, /**/ 1, 3, 5, 2) },
];

/** All parameters by name, [rows][cols]. */
type Weights = Readonly<Record<string, Rows>>;

/** The gradients of one step at rate 0, with the parameters and codes that it saw. */
async function gradientsOf(batch: Batch) {
  const device = createCpuDevice();
  const context: JobContext = { device, assign: assignRegister, pacer: new Pacer(device) };
  const arena = device.arena('model');
  const model = createModel(arena, config, DIM, stepCounts(ROWS, 1, config.rqvae, PAIRS));
  initialiseNetworks(model, device, 3);
  const weights: Record<string, Rows> = {};
  for (const [at, parameter] of model.parameters.entries()) {
    const { name, rows, cols } = parameter;
    const isScale = name.startsWith('contrast');
    if (name.startsWith('codebook') || isScale) {
      const value = randomRows(rows, cols, 10 + at, 0.5).map((row) =>
        row.map((v) => (isScale ? 1 + v : v)),
      );
      parameter.initialise(device, Float32Array.from(value.flat()));
    }
    weights[name] = toRows((await parameter.dump(device)).value, cols);
  }
  const stride = 8;
  const values = arena.tensor('shard', 'f32', ROWS * stride);
  const packed = Float32Array.from(x.flat());
  device.write(values, padRows(packed, { cols: DIM, stride }, values.length));
  await trainStep(context, model, { rows: ROWS, dim: stride, values }, batch, 0);
  const gradients: Record<string, Rows> = {};
  for (const parameter of model.parameters) {
    const stored = await device.read(parameter.gradient);
    gradients[parameter.name] = toRows(packRows(stored, parameter), parameter.cols);
  }
  const codes: number[][] = [];
  for (const { assignment } of model.batch.levels) {
    codes.push([...(await device.read(assignment.code, batch.rows.length))]);
  }
  return { weights, gradients, codes };
}

const mlp = (name: string, from: Rows, w: Weights): Rows =>
  linear(
    activations.silu(linear(from, w[`${name}.0.weight`]!, w[`${name}.0.bias`]![0])),
    w[`${name}.1.weight`]!,
    w[`${name}.1.bias`]![0],
  );

const plus = (a: Rows, b: Rows, factor = 1): Rows =>
  a.map((row, r) => row.map((v, c) => v + factor * b[r]![c]!));

/** Cumulative sums Q_1.. of the codewords chosen. */
function sumsOf(w: Weights, codes: readonly number[][]): Rows[] {
  const sums: Rows[] = [];
  codes.forEach((chosen, level) => {
    const words = chosen.map((code) => w[`codebook.${level}`]![code]!);
    const before = sums.at(-1);
    sums.push(before ? plus(before, words) : words);
  });
  return sums;
}

/**
 * The loss that a step descends, from Eq. 2 and 3: what the straight-through estimator and the
 * stopped gradients hold fixed is taken from `still`.
 */
function lossOf(w: Weights, still: Weights, codes: readonly number[][], batch: Batch): number {
  const input = Array.from(batch.rows, (row) => x[row]!);
  const [z, zStill] = [mlp('encoder', input, w), mlp('encoder', input, still)];
  const [sums, sumsStill] = [sumsOf(w, codes), sumsOf(still, codes)];
  const through = plus(z, plus(sumsStill.at(-1)!, zStill, -1));
  const output = mlp('decoder', through, w);
  const [w1, w2] = config.rqvae.commitment;
  const commitment = sums.reduce(
    (total, sum, level) =>
      total + w1 * losses.mse(z, sumsStill[level]!) + w2 * losses.mse(sum, zStill),
    0,
  );
  if (batch.kind === 'items') return losses.mse(output, input) + commitment / LEVELS;
  const [r1, r2] = [output.slice(0, PAIRS), output.slice(PAIRS)];
  const [x1, x2] = [input.slice(0, PAIRS), input.slice(PAIRS)];
  const scale = (name: string) => w[`contrast.${name}.logScale`]![0]![0]!;
  const terms =
    contrast(r1, r2, scale('pair')) +
    (contrast(r1, x2, scale('cross')) + contrast(r2, x1, scale('cross'))) +
    (contrast(r1, x1, scale('self')) + contrast(r2, x2, scale('self')));
  return terms / 3 + commitment / LEVELS;
}

describe('trainStep', () => {
  test.for(batches)('$kind: finite differences of every parameter', async (batch) => {
    const { weights, gradients, codes } = await gradientsOf(batch);
    const names = Object.keys(weights);
    expect(names).toHaveLength(8 + LEVELS + 3);
    for (const name of names) {
      const wanted = numericGradient(weights[name]!, (moved) =>
        lossOf({ ...weights, [name]: moved }, weights, codes, batch),
      );
      expectClose(gradients[name]!, wanted, 2e-5);
      const isSeen = batch.kind === 'pairs' || !name.startsWith('contrast');
      expect(wanted.flat().some((v) => Math.abs(v) > 1e-4)).toBe(isSeen);
    }
  });
});
