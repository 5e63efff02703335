import type { Arena } from '../compute/device';
import type { JobContext } from './assign';
import { createCodebook, prepareForAssign, type Codebook } from './codebook';
import type { Distance } from './config';
import { MEMORY_OPS } from './pacer';

/** Trained codebooks (K_l x dim, dim as padded) on the device, ready to assign by `distance`. */
export async function uploadCodebooks(
  { device, pacer }: JobContext,
  arena: Arena,
  codebooks: readonly Float32Array[],
  dim: number,
  distance: Distance = 'l2',
): Promise<Codebook[]> {
  const uploaded: Codebook[] = [];
  for (const codewords of codebooks) {
    const codebook = createCodebook(arena, codewords.length / dim, dim, distance);
    device.write(codebook.codewords, codewords);
    prepareForAssign(device, codebook);
    await pacer.spend(2 * codewords.length * MEMORY_OPS);
    uploaded.push(codebook);
  }
  return uploaded;
}
