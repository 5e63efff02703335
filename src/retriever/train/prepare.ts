import type { Device } from '../../compute/device';
import { prepareAttention, prepareNn } from '../../nn/kernels';
import type { RetrieverConfig } from './config';

/** Compiles what training runs. Throws a Problem `GPU_SHADER`. */
export async function prepareTraining(
  device: Device,
  { model }: Pick<RetrieverConfig, 'model'>,
): Promise<void> {
  await Promise.all([
    prepareNn(device),
    prepareAttention(device, { headCols: model.dKv, backward: true }),
  ]);
}
