import { PATH_FIELDS } from '../kernels/layout';

/** The beams of a block of users as the device leaves them: [positions][slab], the roots first. */
export interface BlockBeams {
  readonly users: number;
  /** Beams after every level. */
  readonly widths: readonly number[];
  readonly slab: number;
  /** Parent row, code and node of each. */
  readonly path: Uint32Array;
  readonly score: Float32Array;
  /** Score of a slot without a beam. */
  readonly dead: number;
}

/** A beam after some level. */
export interface Beam {
  /** Codes of the levels so far. */
  readonly codes: readonly number[];
  /** Sum of the log-probabilities of its codes, each over the codes of its level. */
  readonly score: number;
}

/** A user's beams after level `level` (from 0), best first. */
export function beamsAfter(block: BlockBeams, user: number, level: number): Beam[] {
  const { widths, slab, score, dead } = block;
  const width = widths[level]!;
  const first = (level + 1) * slab + user * width;
  const beams: Beam[] = [];
  for (let at = first; at < first + width && score[at]! > dead; at++) {
    beams.push({ codes: codesOf(block, level, at), score: score[at]! });
  }
  return beams;
}

/** Back from parent to parent. `at`: where the beam is in the slabs. */
function codesOf({ slab, path }: BlockBeams, level: number, at: number): number[] {
  const codes = new Array<number>(level + 1);
  let row = at;
  for (let l = level; l >= 0; l--) {
    codes[l] = path[PATH_FIELDS * row + 1]!;
    row = l * slab + path[PATH_FIELDS * row]!;
  }
  return codes;
}
