import { useWorkbench } from '../state/store';
import { formatCount } from '../widgets/format';

/** What is in use, always in sight: no sampling happens in silence. */
export function Banner() {
  const slice = useWorkbench((state) => state.slice);
  if (!slice) return <p className="banner muted">No data yet</p>;
  const { name, rows, totalRows, seed, dim, request } = slice;
  if (!request) {
    return (
      <p className="banner">
        <strong>{name}</strong> <span data-testid="banner">{formatCount(rows)} items</span>{' '}
        <span className="muted">· Semantic IDs, no vectors</span>
      </p>
    );
  }
  return (
    <p className="banner">
      <strong>{name}</strong>{' '}
      <span data-testid="banner">
        {formatCount(rows)} of {formatCount(totalRows)} rows, seed {seed}
      </span>{' '}
      <span className="muted">
        · {request.mapping.vector}, {dim}-d
      </span>
    </p>
  );
}
