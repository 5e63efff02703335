import { Problem } from '../../problem';
import { openNpy, type NpyArray } from '../formats/npy';
import { sniffFormat } from '../formats/sniff';
import { readZipDirectory, readZipMember } from '../formats/zip';

/**
 * An array of item id pairs, (N, 2): `pairs` of an `.npz` as FORGE's `contrastive_data_mask.npz`,
 * or an `.npy`. Other arrays of the `.npz` are not looked at: FORGE's holds a pickle among them.
 * Throws `PAIRS_FILE`, `FILE_TYPE`, `FILE_TRUNCATED`, `NPZ_PICKLE`, `NPY_DTYPE`.
 */
export async function openPairs(file: File, signal?: AbortSignal): Promise<NpyArray> {
  const format = await sniffFormat(file);
  const array =
    format === 'npz'
      ? await member(file, signal)
      : format === 'npy'
        ? await openNpy(file, file.name)
        : null;
  if (!array) throw wrong(`${file.name} holds no array named pairs.`);
  const { shape, descr, kind } = array.header;
  if (shape.length !== 2 || shape[1] !== 2) {
    throw wrong(`${array.name} of ${file.name} has the shape (${shape.join(', ')}), not (N, 2).`);
  }
  if (kind === 'f' || kind === 'b') {
    throw wrong(`${array.name} of ${file.name} is ${descr}; item ids are whole numbers or text.`);
  }
  return array;
}

async function member(file: File, signal?: AbortSignal): Promise<NpyArray | null> {
  const found = (await readZipDirectory(file, file.name)).find(({ name }) => name === 'pairs.npy');
  return found ? openNpy(await readZipMember(file, found, signal), 'pairs') : null;
}

function wrong(message: string): Problem {
  return new Problem(
    'PAIRS_FILE',
    message,
    'Give a .npz with pairs, or a .npy, of two item ids a row, e.g. numpy.savez("pairs.npz", pairs=pairs).',
  );
}
