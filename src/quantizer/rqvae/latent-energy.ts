import type { Device } from '../../compute/device';
import { ColumnSum } from '../../nn/column-sum';
import type { Matrix } from '../matrix';

/** sum |z - mean(z)|^2 = sum |z|^2 - rows |mean(z)|^2, given sum |z|^2. Never 0: it divides. */
export async function latentEnergy(
  device: Device,
  { rows, dim, values }: Matrix,
  squares: number,
): Promise<number> {
  const arena = device.arena('latent mean');
  try {
    const sum = arena.tensor('latent sum', 'f32', dim);
    new ColumnSum(arena, { rows, stride: dim }).addTo(device, sum, values, rows);
    const sums = await device.read(sum);
    const mean2 = sums.reduce((total, x) => total + (x / rows) ** 2, 0);
    return Math.max(squares - rows * mean2, Number.MIN_VALUE);
  } finally {
    arena.dispose();
  }
}
