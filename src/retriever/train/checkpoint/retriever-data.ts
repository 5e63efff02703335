import type { Sids } from '../../../sid/types';
import type { Histories } from '../../split/histories';
import { hashOf, historiesHash } from '../../split/histories-hash';
import type { RetrieverData } from './types';

/** Names the histories and SIDs of a training: equal values, equal names. */
export function retrieverData(histories: Histories, sids: Sids): RetrieverData {
  return {
    histories: historiesHash(histories),
    sids: hashOf(...sids.codes),
    codebookSizes: sids.codebookSizes,
  };
}
