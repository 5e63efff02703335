import { textHash } from '../../../dataset/checkpoint/checksum';
import { fingerprintOf } from '../../../dataset/fingerprint';
import type { Sids } from '../../../sid/types';
import type { Histories } from '../../split/histories';
import type { RetrieverData } from './types';

/** Names the histories and SIDs of a training: equal values, equal names. */
export function retrieverData({ starts, rows }: Histories, sids: Sids): RetrieverData {
  const hashOf = (...parts: readonly Uint32Array[]) =>
    textHash(parts.map((values) => fingerprintOf(values, 1)).join());
  return {
    histories: hashOf(starts, rows),
    sids: hashOf(...sids.codes),
    codebookSizes: sids.codebookSizes,
  };
}
