import type { Device } from '../../compute/device';
import { prepareNn } from '../../nn/kernels';
import { pairDistances } from '../kernels/pair-distances';
import { rotateGradient } from '../kernels/rotate-gradient';
import { sinkhornColumns } from '../kernels/sinkhorn-columns';
import { sinkhornMerge } from '../kernels/sinkhorn-merge';
import { sinkhornRows } from '../kernels/sinkhorn-rows';
import { sinkhornSharpness } from '../kernels/sinkhorn-sharpness';

/** Compiles what an RQ-VAE runs beside the kernels of RQ-KMeans. Throws `GPU_SHADER`. */
export async function prepareRqVae(device: Device): Promise<void> {
  const own = [
    pairDistances,
    rotateGradient,
    sinkhornColumns,
    sinkhornMerge,
    sinkhornRows,
    sinkhornSharpness,
  ];
  await Promise.all([prepareNn(device), ...own.map((kernel) => device.prepare(kernel))]);
}
