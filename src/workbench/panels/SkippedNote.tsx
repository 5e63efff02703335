import type { SkippedRows } from '../../dataset/types';
import { plural } from '../widgets/format';
import { Section } from '../widgets/Section';

/** Records of a text file that are no rows: how many, and why the first of them. */
export function SkippedNote({ skipped: { rows, examples } }: { readonly skipped: SkippedRows }) {
  return (
    <Section title="Skipped" summary={`${plural(rows, 'record')} that cannot be used`}>
      <ul>
        {examples.map((example) => (
          <li key={example}>{example}</li>
        ))}
      </ul>
      {rows > examples.length && (
        <p className="muted">and {plural(rows - examples.length, 'more record')}.</p>
      )}
    </Section>
  );
}
