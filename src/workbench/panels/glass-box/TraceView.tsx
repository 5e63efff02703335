import { useMemo } from 'react';
import type { TracedUser } from '../../state/glass-box/glass-box-store';
import { titleOf } from '../../state/items';
import { useWorkbench } from '../../state/store';
import { BeamTable } from './BeamTable';
import { prefixTexts, truthText } from './glass-text';

/** One user's decoding: what was read, the beams level by level, what was found. */
export function TraceView({ traced }: { readonly traced: TracedUser }) {
  const slice = useWorkbench((state) => state.slice);
  const { trace, settings } = traced;
  const prefixes = useMemo(() => prefixTexts(trace), [trace]);
  if (!slice) return null;
  const title = (row: number) => titleOf(slice, row);
  const itemsOf = (beam: number) =>
    trace.ranking.filter((item) => item.beam === beam).map(({ row }) => title(row));
  const last = trace.levels.length - 1;
  return (
    <>
      <p className="headline" data-testid="glass-truth">
        {truthText(trace, title(trace.target))}
      </p>
      <p>
        <span className="muted">Read, oldest first: </span>
        {Array.from(trace.history, title).join(' → ')}
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="glass-levels" tabIndex={0} role="region" aria-label="Beams level by level">
        {trace.levels.map((level, l) => (
          <BeamTable
            key={l}
            level={l + 1}
            traced={level}
            prefixes={prefixes[l] ?? []}
            before={prefixes[l - 1] ?? null}
            titles={l === last ? itemsOf : null}
            constrained={settings.constrained}
          />
        ))}
      </div>
    </>
  );
}
