import type { View, ViewLevel } from '../state/view';
import { formatCount, formatNumber, formatPercent } from '../widgets/format';
import { Metric } from '../widgets/Metric';

const HEADS = ['Level', 'K', 'Used', 'Dead', 'Usage', 'Perplexity', 'Entropy', 'of log₂ K', 'Gini'];

/** The figures of each level, side by side. */
export function LevelTable({ view }: { readonly view: View }) {
  return (
    <div className="levels-scroll">
      <table className="levels">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.levels.map((level) => (
            <LevelRow key={level.level} level={level} n={view.n} />
          ))}
          {view.sizes.slice(view.levels.length).map((size, index) => (
            <PendingRow key={index} level={view.levels.length + index + 1} size={size} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A level that waits for its turn keeps its place. */
function PendingRow({ level, size }: { readonly level: number; readonly size: number }) {
  return (
    <tr className="muted">
      <th scope="row">
        <span className="swatch" style={{ background: `var(--level-${level})` }} aria-hidden />
        {level}
      </th>
      <td>{formatCount(size)}</td>
      <td colSpan={HEADS.length - 2}>waits</td>
    </tr>
  );
}

function LevelRow({ level, n }: { readonly level: ViewLevel; readonly n: number }) {
  const { metrics: m, codebookSize: k } = level;
  const ofK = `${m.used} of ${k}`;
  return (
    <tr>
      <th scope="row">
        <span
          className="swatch"
          style={{ background: `var(--level-${level.level})` }}
          aria-hidden
        />
        {level.level}
        {!level.result && <span className="muted"> training</span>}
        {level.result?.reused && <span className="muted"> kept</span>}
      </th>
      <td>{formatCount(k)}</td>
      <td>
        <Metric of="used" label="" value={formatCount(m.used)} raw={m.used} worked={ofK} n={n} />
      </td>
      <td>
        <Metric
          of="dead"
          label=""
          value={formatCount(m.dead)}
          raw={m.dead}
          worked={`${k} − ${m.used}`}
          n={n}
        />
      </td>
      <td>
        <Metric
          of="usage"
          label=""
          value={formatPercent(m.usage)}
          raw={m.usage}
          worked={ofK}
          n={n}
        />
      </td>
      <td>
        <Metric
          of="perplexity"
          label=""
          value={formatNumber(m.perplexity)}
          raw={m.perplexity}
          n={n}
        />
      </td>
      <td>
        <Metric
          of="entropy"
          label=""
          value={formatNumber(m.entropyBits)}
          raw={m.entropyBits}
          worked="bits"
          n={n}
        />
      </td>
      <td>
        <Metric
          of="normalizedEntropy"
          label=""
          value={formatPercent(m.normalizedEntropy)}
          raw={m.normalizedEntropy}
          n={n}
        />
      </td>
      <td>
        <Metric of="levelGini" label="" value={formatNumber(m.gini)} raw={m.gini} n={n} />
      </td>
    </tr>
  );
}
