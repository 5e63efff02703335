import { openRefused } from '../state/codes/codes-actions';
import { useCodes } from '../state/codes/codes-store';
import { applyRows, dropNonFiniteRows } from '../state/data-actions';
import { openDropped } from '../state/open-dropped';
import { showAddressDialog } from '../state/remote/address-dialog';
import { openSample } from '../state/sample';
import { hasPendingRows, lacksVectors, setState, useWorkbench } from '../state/store';
import { formatBytes, formatCount } from '../widgets/format';
import { FileButton } from '../widgets/FileButton';
import { Panel } from '../widgets/Panel';
import { ProblemCard } from '../widgets/ProblemCard';
import { ACCEPTED, OPEN_INPUT_ID } from './accepted-files';
import { CodesSection } from './codes/CodesSection';
import { MappingSection } from './MappingSection';
import { HistoriesSection } from './HistoriesSection';
import { QualitySection } from './QualitySection';
import { RowsSection } from './RowsSection';
import { KeepButton } from './storage/KeepButton';
import { SkippedNote } from './SkippedNote';

export function DataPanel() {
  const shard = useWorkbench((state) => state.shard);
  const request = useWorkbench((state) => state.request);
  const slice = useWorkbench((state) => state.slice);
  const problem = useWorkbench((state) => state.dataProblem);
  const isBusy = useWorkbench((state) => state.dataJob !== null);
  const hasCodesOnly = useWorkbench(lacksVectors);
  const isPending = useWorkbench(hasPendingRows);
  const refused = useCodes((state) => state.refused);
  return (
    <Panel name="data" title="Data" shortcut="1" tools={<OpenButtons />}>
      {shard ? (
        <p>
          <strong>{shard.name}</strong>{' '}
          <span className="muted">
            {formatCount(shard.rows)} rows, {formatBytes(shard.bytes)}
          </span>{' '}
          <KeepButton />
        </p>
      ) : hasCodesOnly ? null : (
        <p className="muted">
          {isBusy
            ? 'Opening the sample…'
            : 'Drop a .parquet, .feather, .npz, .npy, .csv or .jsonl file anywhere: vectors of items, or their Semantic IDs.'}
        </p>
      )}
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => setState({ dataProblem: null })}>
          {problem.code === 'VEC_NAN' && (
            <button type="button" className="button" onClick={() => void dropNonFiniteRows()}>
              Drop these rows
            </button>
          )}
          {problem.code === 'CODES_ROWS' && refused && (
            <button type="button" className="button" onClick={() => void openRefused()}>
              Show these codes alone
            </button>
          )}
          {!shard && !hasCodesOnly && (
            <button type="button" className="button" onClick={() => void openSample()}>
              Open the sample
            </button>
          )}
        </ProblemCard>
      )}
      {shard?.skipped && <SkippedNote skipped={shard.skipped} />}
      {shard && request && (
        <>
          {isPending && (
            <button
              type="button"
              className="button primary wide"
              disabled={isBusy}
              onClick={() => void applyRows()}
            >
              Use these rows
            </button>
          )}
          <MappingSection shard={shard} request={request} isPending={isPending && !isBusy} />
          <RowsSection shard={shard} request={request} isPending={isPending && !isBusy} />
        </>
      )}
      <CodesSection />
      {slice?.notes.map((note) => (
        <ProblemCard key={note.code} problem={note} isQuiet />
      ))}
      {slice?.quality && <QualitySection quality={slice.quality} />}
      {slice && <HistoriesSection />}
    </Panel>
  );
}

function OpenButtons() {
  return (
    <>
      <FileButton
        id={OPEN_INPUT_ID}
        label="File with item embeddings or Semantic IDs"
        accept={ACCEPTED}
        multiple
        onFiles={(files) => void openDropped(files)}
      >
        Open file…
      </FileButton>
      <button type="button" className="button small" onClick={() => showAddressDialog(true)}>
        Open URL…
      </button>
    </>
  );
}
