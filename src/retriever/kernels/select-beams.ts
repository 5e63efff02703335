import wgsl from '../../../shaders/retriever/select-beams.wgsl?raw';
import {
  defineKernel,
  linearGrid,
  readF32,
  readU32,
  writeF32,
  writeU32,
} from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP, PATH_FIELDS } from './layout';

/** The score of a slot without a beam; those of beams are above. */
export const DEAD = -3e38;

interface Candidate {
  readonly score: number;
  readonly parent: number;
  readonly code: number;
  readonly node: number;
}

/** The best continuations of every user's beams, best first; ties to the lower code, then beam. */
export const selectBeams = defineKernel({
  name: 'retriever/select-beams',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [rows][stride] */
    logit: readF32,
    /** [rows]: log sum exp of the logits. */
    lse: readF32,
    /** Of the trie, level after level: first child of every node, and one more. */
    childStart: readU32,
    childCode: readU32,
    /** [positions][slab] */
    score: writeF32,
    /** [positions][slab][3]: parent row, code, node. */
    path: writeU32,
    /** [users][beamsOut] */
    token: writeU32,
  },
  params: {
    users: 'u32',
    beamsIn: 'u32',
    beamsOut: 'u32',
    codes: 'u32',
    stride: 'u32',
    step: 'u32',
    slab: 'u32',
    /** Token of the level's code 0. */
    tokenBegin: 'u32',
    /** Where the level begins in childStart and in childCode. */
    startBegin: 'u32',
    codeBegin: 'u32',
  },
  overrides: { CONSTRAINED: 1, GROUP },
  grid: ({ users }, o) => linearGrid(users, o.GROUP),
  oracle({ logit, lse, childStart, childCode, score, path, token }, p, { CONSTRAINED }) {
    for (let user = 0; user < p.users; user++) {
      const candidates: Candidate[] = [];
      for (let row = user * p.beamsIn; row < (user + 1) * p.beamsIn; row++) {
        const own = p.step * p.slab + row;
        if (score[own]! <= DEAD) continue;
        const base = Math.fround(score[own]! - lse[row]!);
        const node = p.startBegin + path[PATH_FIELDS * own + 2]!;
        const first = CONSTRAINED === 1 ? childStart[node]! : 0;
        const end = CONSTRAINED === 1 ? childStart[node + 1]! : p.codes;
        for (let child = first; child < end; child++) {
          const code = CONSTRAINED === 1 ? childCode[p.codeBegin + child]! : child;
          const total = Math.fround(base + logit[row * p.stride + code]!);
          candidates.push({ score: total, parent: row, code, node: child });
        }
      }
      candidates.sort((a, b) => b.score - a.score || a.code - b.code || a.parent - b.parent);
      const none = { score: DEAD, parent: user * p.beamsIn, code: 0, node: 0 };
      for (let slot = 0; slot < p.beamsOut; slot++) {
        const at = (p.step + 1) * p.slab + user * p.beamsOut + slot;
        const chosen = candidates[slot] ?? none;
        score[at] = chosen.score;
        path.set([chosen.parent, chosen.code, chosen.node], PATH_FIELDS * at);
        token[user * p.beamsOut + slot] = p.tokenBegin + chosen.code;
      }
    }
  },
});
