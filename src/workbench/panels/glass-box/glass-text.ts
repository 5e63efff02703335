import type { DecodeTrace } from '../../../worker/protocol';
import { formatCount, plural } from '../../widgets/format';

/** "12-7" for every beam of every level: its codes, back from parent to parent. */
export function prefixTexts({ levels }: Pick<DecodeTrace, 'levels'>): string[][] {
  const texts: string[][] = [];
  for (const { beams } of levels) {
    const before = texts.at(-1);
    texts.push(beams.map(({ parent, code }) => (before ? `${before[parent]}-${code}` : `${code}`)));
  }
  return texts;
}

/** What became of the held-out item, as a sentence. */
export function truthText({ levels, ranking, rank }: DecodeTrace, title: string): string {
  if (rank !== null) {
    return `${title} is number ${formatCount(rank + 1)} of the ${plural(ranking.length, 'item')} found.`;
  }
  const lost = levels.findIndex(({ beams }) => !beams.some(({ ofTruth }) => ofTruth));
  const width = levels[lost]?.beams.length ?? 0;
  return `${title} is not found: its prefix is not among the ${plural(width, 'beam')} of level ${lost + 1}.`;
}
