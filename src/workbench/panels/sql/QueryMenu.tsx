import type { ExampleQuery } from './example-queries';

interface QueryMenuProps {
  readonly label: string;
  readonly queries: readonly ExampleQuery[];
  readonly onPick: (sql: string) => void;
}

/** Queries to choose from; the one chosen goes into the editor. */
export function QueryMenu({ label, queries, onPick }: QueryMenuProps) {
  return (
    <select
      className="input small sql-menu"
      aria-label={label}
      value=""
      disabled={queries.length === 0}
      onChange={(event) => {
        const picked = queries[event.target.selectedIndex - 1];
        if (picked) onPick(picked.sql);
      }}
    >
      <option value="">{label}</option>
      {queries.map(({ title, sql }) => (
        <option key={sql} value={sql}>
          {title.replaceAll(/\s+/g, ' ')}
        </option>
      ))}
    </select>
  );
}
