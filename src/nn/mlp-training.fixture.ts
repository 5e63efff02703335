import type { Device } from '../compute/device';
import { realF32 } from '../compute/numbers.fixture';
import { prepareNn } from './kernels';
import { strideOf } from './kernels/layout';
import { Mlp, type MlpConfig } from './layers/mlp';
import { RowLoss, type RowLossKind } from './losses/row-loss';
import { AdamW, ADAMW_DEFAULTS } from './optimizer';
import { padRows } from './padding';

type Hidden = Pick<MlpConfig, 'activation' | 'norm' | 'dropout'>;

interface Training extends Hidden {
  readonly loss: RowLossKind;
  readonly rows: number;
  readonly steps: number;
}

const DIMS = [11, 20, 3, 20, 11];

/** Points of `cols` dims on a plane: three hidden numbers can say what they are. */
function planePoints(rows: number, cols: number): Float32Array {
  const along = realF32(rows * 2, 1, 1);
  const axes = realF32(2 * cols, 1, 2);
  return Float32Array.from({ length: rows * cols }, (_, at) => {
    const row = Math.floor(at / cols);
    const col = at % cols;
    return along[2 * row]! * axes[col]! + along[2 * row + 1]! * axes[cols + col]!;
  });
}

/** Trains a small autoencoder: the loss of every step, and the parameters at the end. */
export async function trainAutoencoder(device: Device, given: Training) {
  const { loss: kind, rows, steps, ...hidden } = given;
  await prepareNn(device);
  const arena = device.arena('autoencoder');
  try {
    const [cols = 0] = DIMS;
    const config = { name: 'mlp', dims: DIMS, rows, inputGradient: false, ...hidden };
    const mlp = new Mlp(arena, config);
    const loss = new RowLoss(arena, { kind, rows, cols });
    const optimizer = new AdamW(arena, mlp.parameters(), { ...ADAMW_DEFAULTS, maxNorm: 1 });
    const data = arena.tensor('data', 'f32', rows * strideOf(cols));
    const points = planePoints(rows, cols);
    device.write(data, padRows(points, { cols, stride: strideOf(cols) }, data.length));
    mlp.initialise(device, 5);

    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const run = { device, spend: () => Promise.resolve(), seed: step };
      optimizer.zeroGradients(device);
      const prediction = await mlp.forward(run, data, rows);
      loss.queue(device, { prediction, goal: data, rows, weight: 1 });
      await mlp.backward(run, loss.gradient, rows);
      await optimizer.step(run, 0.01);
      losses.push(await loss.total.take(device));
    }
    const states = [];
    for (const parameter of mlp.parameters()) {
      states.push([parameter.name, await parameter.dump(device)] as const);
    }
    return { losses, states };
  } finally {
    arena.dispose();
  }
}
