import { encodeNpy, encodeNpyTexts } from '../formats/npy-write';
import { isPlainInteger } from '../plain-integer';

/** An `.npy` of ids: int64 if all are written as plain integers, else text. */
export function idsNpy(ids: readonly string[]): Uint8Array {
  if (!ids.every(isPlainInteger)) return encodeNpyTexts(ids);
  return encodeNpy({ data: BigInt64Array.from(ids, BigInt), shape: [ids.length] });
}
