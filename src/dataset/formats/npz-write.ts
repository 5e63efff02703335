import { zipSync } from 'fflate';
import { encodeNpy, type NpyOutput } from './npy-write';

/** The ZIP format's first possible date: the same arrays give the same bytes. */
const FIXED_DATE = new Date(1980, 0, 1);

/** The bytes of an uncompressed `.npz`, as `numpy.savez` would lay it out. An array may come as its `.npy`. */
export function encodeNpz(arrays: Readonly<Record<string, NpyOutput | Uint8Array>>): Uint8Array {
  const members: Record<string, Uint8Array> = {};
  for (const [name, array] of Object.entries(arrays)) {
    members[`${name}.npy`] = array instanceof Uint8Array ? array : encodeNpy(array);
  }
  return zipSync(members, { level: 0, mtime: FIXED_DATE });
}
