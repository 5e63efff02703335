import { nodeCount, type Trie } from '../../sid/trie';
import { Problem } from '../../problem';

/** The widest beam that may be asked for. */
export const MAX_BEAM = 1000;

export interface BeamOptions {
  /** Sequences kept from level to level, 1 to `MAX_BEAM`; 1 is greedy decoding. */
  readonly beam: number;
  /** FORGE: twice as many are kept at every further level, and all of the last are returned. */
  readonly doubling: boolean;
  /** Only prefixes of the catalogue's SIDs are kept; else any code of each level. */
  readonly constrained: boolean;
}

/**
 * Beams after every level: no more than there are prefixes (constrained: in the catalogue). Throws
 * `RETRIEVER_BEAM`.
 */
export function beamWidths(
  codebookSizes: readonly number[],
  trie: Trie,
  { beam, doubling, constrained }: BeamOptions,
): number[] {
  if (!Number.isInteger(beam) || beam < 1 || beam > MAX_BEAM) {
    throw new Problem(
      'RETRIEVER_BEAM',
      `A beam of ${beam} was asked for; 1 to ${MAX_BEAM} are possible.`,
      'Choose another beam.',
    );
  }
  let width = 1;
  return codebookSizes.map((codes, level) => {
    const prefixes = constrained ? nodeCount(trie, level + 1) : width * codes;
    const asked = doubling ? beam * 2 ** level : beam;
    return (width = Math.min(prefixes, width * codes, asked));
  });
}
