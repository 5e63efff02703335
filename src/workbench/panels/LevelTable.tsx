import type { View, ViewLevel } from '../state/view';
import type { DefinitionKey } from '../widgets/definitions';
import { formatCount, formatNumber, formatPercent } from '../widgets/format';
import { Metric } from '../widgets/Metric';

interface Column {
  readonly head: string;
  readonly of: DefinitionKey;
  readonly format: (value: number) => string;
  /** null while the level trains and the figure is not known yet. */
  readonly value: (level: ViewLevel) => number | null;
  readonly worked?: (level: ViewLevel) => string;
}

const ofK = ({ metrics, codebookSize }: ViewLevel) => `${metrics.used} of ${codebookSize}`;
const inBits = () => 'bits';

const COLUMNS: readonly Column[] = [
  { head: 'Used', of: 'used', format: formatCount, value: (l) => l.metrics.used, worked: ofK },
  {
    head: 'Dead',
    of: 'dead',
    format: formatCount,
    value: (l) => l.metrics.dead,
    worked: (l) => `${l.codebookSize} − ${l.metrics.used}`,
  },
  { head: 'Usage', of: 'usage', format: formatPercent, value: (l) => l.metrics.usage, worked: ofK },
  {
    head: 'Perplexity',
    of: 'perplexity',
    format: formatNumber,
    value: (l) => l.metrics.perplexity,
  },
  {
    head: 'Entropy',
    of: 'entropy',
    format: formatNumber,
    value: (l) => l.metrics.entropyBits,
    worked: inBits,
  },
  {
    head: 'of log₂ K',
    of: 'normalizedEntropy',
    format: formatPercent,
    value: (l) => l.metrics.normalizedEntropy,
  },
  {
    head: 'Adds',
    of: 'conditionalEntropy',
    format: formatNumber,
    value: (l) => (l.result ? l.metrics.conditionalEntropyBits : null),
    worked: inBits,
  },
  {
    head: 'In all',
    of: 'cumulativeEntropy',
    format: formatNumber,
    value: (l) => (l.result ? l.metrics.cumulativeEntropyBits : null),
    worked: (l) => `bits, over ${formatCount(l.metrics.distinctPrefixes)} distinct prefixes`,
  },
  { head: 'Gini', of: 'levelGini', format: formatNumber, value: (l) => l.metrics.gini },
  { head: 'Residual', of: 'residualEnergy', format: formatPercent, value: (l) => l.residualEnergy },
];

/** Codes without vectors have no residual. */
function columnsOf({ hasVectors }: View): readonly Column[] {
  return hasVectors ? COLUMNS : COLUMNS.filter(({ of }) => of !== 'residualEnergy');
}

/** The figures of each level, side by side. */
export function LevelTable({ view }: { readonly view: View }) {
  const columns = columnsOf(view);
  return (
    <div className="levels-scroll">
      <table className="levels">
        <thead>
          <tr>
            {['Level', 'K', ...columns.map(({ head }) => head)].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.levels.map((level) => (
            <LevelRow key={level.level} level={level} n={view.n} columns={columns} />
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
      <td colSpan={COLUMNS.length}>waits</td>
    </tr>
  );
}

interface LevelRowProps {
  readonly level: ViewLevel;
  readonly n: number;
  readonly columns: readonly Column[];
}

function LevelRow({ level, n, columns }: LevelRowProps) {
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
      <td>{formatCount(level.codebookSize)}</td>
      {columns.map((column) => (
        <td key={column.of}>
          <LevelMetric column={column} level={level} n={n} />
        </td>
      ))}
    </tr>
  );
}

interface LevelMetricProps {
  readonly column: Column;
  readonly level: ViewLevel;
  readonly n: number;
}

function LevelMetric({ column, level, n }: LevelMetricProps) {
  const value = column.value(level);
  if (value === null) return '–';
  const worked = column.worked?.(level);
  return (
    <Metric
      of={column.of}
      label=""
      value={column.format(value)}
      raw={value}
      n={n}
      {...(worked === undefined ? {} : { worked })}
    />
  );
}
