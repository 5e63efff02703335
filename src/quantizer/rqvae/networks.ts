import type { Arena, Device } from '../../compute/device';
import type { Layer } from '../../nn/layers/layer';
import { Mlp } from '../../nn/layers/mlp';
import { Residual } from '../../nn/layers/residual';
import type { RqVaeConfig } from '../config';

export interface Network extends Layer {
  /** Seeded first weights. */
  initialise(device: Device, seed: number): void;
}

interface Side {
  readonly name: 'encoder' | 'decoder';
  readonly dims: readonly number[];
  readonly inputGradient: boolean;
}

/** x [rows][dim] to latent [rows][latentDim]. */
export function createEncoder(
  arena: Arena,
  rqvae: RqVaeConfig,
  dim: number,
  rows: number,
): Network {
  const dims = [dim, ...rqvae.hidden, rqvae.latentDim];
  return network(arena, rqvae, rows, { name: 'encoder', dims, inputGradient: false });
}

/** Q_L [rows][latentDim] to x^ [rows][dim]. */
export function createDecoder(
  arena: Arena,
  rqvae: RqVaeConfig,
  dim: number,
  rows: number,
): Network {
  const dims = [rqvae.latentDim, ...rqvae.hidden.toReversed(), dim];
  return network(arena, rqvae, rows, { name: 'decoder', dims, inputGradient: true });
}

/**
 * An MLP; with `residual` x + MLP(x) whose last layer starts at zero, so that training sets out
 * from RQ-KMeans itself (MiniOneRec's RQ-KMeans+).
 */
function network(
  arena: Arena,
  { activation, residual }: RqVaeConfig,
  rows: number,
  { name, dims, inputGradient }: Side,
): Network {
  const mlp = new Mlp(arena, { name, dims, rows, activation, inputGradient });
  if (!residual) return mlp;
  const [weight, bias] = mlp.parameters().slice(-2);
  const layer = new Residual(arena, mlp, { rows, cols: dims.at(-1) ?? 0 });
  return {
    forward: (run, x, count) => layer.forward(run, x, count),
    backward: (run, dy, count) => layer.backward(run, dy, count),
    parameters: () => layer.parameters(),
    initialise(device, seed) {
      mlp.initialise(device, seed);
      for (const last of [weight, bias]) {
        last?.initialise(device, new Float32Array(last.rows * last.cols));
      }
    },
  };
}
