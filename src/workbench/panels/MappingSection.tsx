import type { ColumnInfo, ColumnMapping, OpenedShard, SliceRequest } from '../../dataset/types';
import { editMapping } from '../state/data-actions';
import { Choice } from '../widgets/Choice';
import { Section } from '../widgets/Section';

interface MappingSectionProps {
  readonly shard: OpenedShard;
  readonly request: SliceRequest;
  readonly isPending: boolean;
}

/** Which column plays which part: the guess, to be changed, above the first rows. */
export function MappingSection({ shard, request, isPending }: MappingSectionProps) {
  const { mapping } = request;
  const vectors = shard.columns.filter((column) => column.kind === 'vector');
  const others = shard.columns.filter((column) => column.kind !== 'vector');
  const withNone = [NONE, ...others.map(option)];
  const optional = (part: 'id' | 'title' | 'category', label: string) => (
    <Choice
      label={label}
      value={mapping[part] ?? ''}
      options={withNone}
      onChange={(name) =>
        editMapping(part === 'id' ? { id: name || null } : { [part]: name || null })
      }
    />
  );
  return (
    <Section title="Columns" summary={summaryOf(mapping)} open={isPending}>
      <div className="fields">
        <Choice
          label="Vector"
          value={mapping.vector}
          options={vectors.map(option)}
          onChange={(vector) => editMapping({ vector })}
        />
        {optional('id', 'Item id')}
        {optional('title', 'Title')}
        {optional('category', 'Category')}
      </div>
      <Preview shard={shard} />
    </Section>
  );
}

const NONE = { value: '', text: 'none' };

function option(column: ColumnInfo) {
  const dim = column.dim === null ? '' : `, ${column.dim}-d`;
  return { value: column.name, text: `${column.name} (${column.kind}${dim})` };
}

function summaryOf(mapping: ColumnMapping): string {
  return [mapping.vector, mapping.id, mapping.title, mapping.category].filter(Boolean).join(', ');
}

function Preview({ shard }: { readonly shard: OpenedShard }) {
  return (
    // Scrolls sideways, so it must take the focus for the arrow keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="preview" tabIndex={0} role="region" aria-label="First rows of the file">
      <table>
        <caption>First {shard.preview.length} rows</caption>
        <thead>
          <tr>
            {shard.columns.map((column) => (
              <th key={column.name} scope="col" title={column.type}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shard.preview.map((row, index) => (
            <tr key={index}>
              {shard.columns.map((column) => (
                <td key={column.name}>{row[column.name] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
