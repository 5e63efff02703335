import { useWorkbench } from '../../state/store';
import { useStorage } from '../../state/storage/storage-store';
import { ActionButton } from '../../widgets/ActionButton';
import { formatBytes } from '../../widgets/format';
import type { KeptRow } from './kept-rows';

interface KeptTableProps {
  readonly rows: readonly KeptRow[];
  readonly onOpen: (datasetId: string) => void;
  readonly onDelete: (row: KeptRow) => void;
}

const WHEN = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** One line a kept thing, with what can be done with it. */
export function KeptTable({ rows, onOpen, onDelete }: KeptTableProps) {
  if (rows.length === 0) {
    return (
      <p className="empty">
        Nothing is kept yet. Finished runs are kept by themselves, a dataset when you say so.
      </p>
    );
  }
  return (
    <div className="kept">
      <table aria-label="Kept in this browser">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Name</th>
            <th scope="col" className="num">
              Size
            </th>
            <th scope="col" className="kept-when">
              Last written
            </th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.name} ${row.at}`}>
              <td>{row.kind}</td>
              <th scope="row">{row.name}</th>
              <td className="num">{formatBytes(row.bytes)}</td>
              <td className="kept-when muted">{WHEN.format(row.at)}</td>
              <td>
                <span className="row">
                  {row.thing.kind === 'dataset' && <OpenKept id={row.thing.id} onOpen={onOpen} />}
                  <ActionButton block={null} onPress={() => onDelete(row)}>
                    Delete…<span className="visually-hidden"> {row.name}</span>
                  </ActionButton>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OpenKept({ id, onOpen }: { readonly id: string; readonly onOpen: (id: string) => void }) {
  const isOpen = useStorage(({ keptId }) => keptId === id);
  const isBusy = useWorkbench(({ dataJob }) => dataJob !== null);
  const block = isOpen ? 'It is open.' : isBusy ? 'Another file is being read.' : null;
  return (
    <ActionButton block={block} onPress={() => onOpen(id)}>
      Open
    </ActionButton>
  );
}
