import type { TracedLevel } from '../../../worker/protocol';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, plural } from '../../widgets/format';

interface BeamTableProps {
  /** 1-based. */
  readonly level: number;
  readonly traced: TracedLevel;
  /** Codes of every beam, and of those before. */
  readonly prefixes: readonly string[];
  readonly before: readonly string[] | null;
  /** Titles of the items of a beam after the last level; null before it. */
  readonly titles: ((beam: number) => readonly string[]) | null;
  readonly constrained: boolean;
}

/** The beams after one level, best first, and what did not become one. */
export function BeamTable(props: BeamTableProps) {
  const { level, traced, prefixes, before, titles, constrained } = props;
  const { beams, children, others, bestOthers } = traced;
  const other = ({ parent, code }: { parent: number; code: number }) =>
    before ? `${before[parent]}-${code}` : String(code);
  return (
    <section className="glass-level" aria-label={`Level ${level}`}>
      <table className="levels">
        <caption>
          Level {level}: {plural(beams.length, 'beam')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Codes</th>
            <th scope="col">
              <Defined of="codeLogProbability">log p</Defined>
            </th>
            <th scope="col">
              <Defined of="beamScore">Sum</Defined>
            </th>
            <th scope="col" className={titles ? 'glass-title' : undefined}>
              {titles ? 'Item' : 'Items'}
            </th>
          </tr>
        </thead>
        <tbody>
          {beams.map(({ logProbability, score, items, ofTruth }, i) => (
            <tr key={prefixes[i]} data-truth={ofTruth || undefined}>
              <th scope="row">
                {prefixes[i]}
                {ofTruth && <span className="glass-truth"> ✓ truth</span>}
              </th>
              <td>{formatNumber(logProbability)}</td>
              <td>{formatNumber(score)}</td>
              <td className={titles ? 'glass-title' : undefined}>
                {items === 0 ? 'none' : (titles?.(i).join('; ') ?? formatCount(items))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        Of {plural(children + others, 'continuation')}, {formatCount(others)} are no item’s
        {constrained ? ' and masked' : ' and compete all the same'}
        {bestOthers.length > 0 && '; the likeliest: '}
        {bestOthers.map((each) => `${other(each)} (${formatNumber(each.score)})`).join(', ')}.
      </p>
    </section>
  );
}
