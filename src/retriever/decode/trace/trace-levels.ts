import { childCodes, itemRange, NO_NODE, nodeOf, type Trie } from '../../../sid/trie';
import type { LevelLogits } from '../beam-search';
import type { Beam } from '../paths';
import type { TracedBeam, TracedCode, TracedLevel } from './types';

/** Of the continuations that are no prefix, those told. */
const TOLD_OTHERS = 5;

interface Traced {
  readonly trie: Trie;
  readonly codebookSizes: readonly number[];
  /** SID of the held-out item. */
  readonly truth: readonly number[];
}

/** The beams of one user after every level, held against what each level chose from. */
export function traceLevels(
  levels: readonly (readonly Beam[])[],
  logits: readonly LevelLogits[],
  traced: Traced,
): TracedLevel[] {
  const root: readonly Beam[] = [{ codes: [], score: 0 }];
  return levels.map((beams, level) => {
    const before = levels[level - 1] ?? root;
    const places = new Map(before.map(({ codes }, i) => [codes.join(), i]));
    const traces = beams.map((beam) => {
      const parent = places.get(beam.codes.slice(0, level).join())!;
      return tracedBeam(beam, before[parent]!, parent, traced);
    });
    return { beams: traces, ...othersOf(before, logits[level]!, level, traced) };
  });
}

function tracedBeam(
  { codes, score }: Beam,
  before: Beam,
  parent: number,
  { trie, truth }: Traced,
): TracedBeam {
  const node = nodeOf(trie, codes);
  const [first, end] = node === NO_NODE ? [0, 0] : itemRange(trie, codes.length, node);
  return {
    ...{ parent, code: codes.at(-1)!, score, logProbability: score - before.score },
    items: end - first,
    ofTruth: codes.every((code, l) => code === truth[l]),
  };
}

/** What follows the beams before and begins no item's SID. */
function othersOf(
  before: readonly Beam[],
  { logit, stride, lse }: LevelLogits,
  level: number,
  { trie, codebookSizes }: Traced,
): Pick<TracedLevel, 'children' | 'others' | 'bestOthers'> {
  const codes = codebookSizes[level]!;
  const best: TracedCode[] = [];
  let children = 0;
  for (const [parent, { codes: prefix, score }] of before.entries()) {
    const node = nodeOf(trie, prefix);
    const known = new Set(node === NO_NODE ? [] : childCodes(trie, level, node));
    children += known.size;
    for (let code = 0; code < codes; code++) {
      if (known.has(code)) continue;
      const logProbability = logit[parent * stride + code]! - lse[parent]!;
      insert(best, { parent, code, logProbability, score: score + logProbability });
    }
  }
  return { children, others: before.length * codes - children, bestOthers: best };
}

/** Keeps the likeliest in order; ties stay as they came: the better beam, then the lower code. */
function insert(best: TracedCode[], found: TracedCode): void {
  if (best.length === TOLD_OTHERS && found.score <= best.at(-1)!.score) return;
  const place = best.findIndex(({ score }) => score < found.score);
  best.splice(place < 0 ? best.length : place, 0, found);
  best.length = Math.min(best.length, TOLD_OTHERS);
}
