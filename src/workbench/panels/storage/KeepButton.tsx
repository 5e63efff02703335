import { keepDataset } from '../../state/storage/storage-actions';
import { useStorage } from '../../state/storage/storage-store';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';

/** Copies the open dataset into the browser, or says that it is there. */
export function KeepButton() {
  const isKept = useStorage(({ keptId }) => keptId !== null);
  const isOpen = useWorkbench(({ shard }) => shard !== null);
  const isBusy = useWorkbench(({ dataJob }) => dataJob !== null);
  if (isKept) return <span className="muted">(kept in this browser)</span>;
  const block = isOpen ? (isBusy ? 'Another file is being read.' : null) : 'Open a file first.';
  return (
    <ActionButton block={block} onPress={() => void keepDataset()}>
      Keep in this browser
    </ActionButton>
  );
}
