import { useHitrate } from '../../state/alignment/hitrate-store';
import { measureHitrate } from '../../state/alignment/measure-hitrate';
import { useHistories } from '../../state/histories/histories-store';
import { useWorkbench } from '../../state/store';
import type { View } from '../../state/view';
import { useView } from '../../state/view-context';
import { Panel } from '../../widgets/Panel';
import { NeedsVectors } from '../codes/NeedsVectors';
import { HitrateTable } from './HitrateTable';
import { PurityTable } from './PurityTable';

/** Whether SIDs go with what people know of the items: categories, and who took what after what. */
export function AlignmentPanel() {
  const view = useView();
  const sids = view && !view.training ? view.sids : null;
  return (
    <Panel name="alignment" title="Alignment" shortcut="A">
      {view && sids ? (
        <>
          <h3>Hitrate of related items</h3>
          <Hitrate view={view} />
          <h3>Purity of prefixes</h3>
          <Purity view={view} />
        </>
      ) : (
        <p className="empty">
          How far Semantic IDs follow categories and user histories appears here after training.
        </p>
      )}
    </Panel>
  );
}

function Hitrate({ view }: { readonly view: View }) {
  const measured = useHitrate((state) => state.measured);
  const histories = useHistories((state) => state.histories);
  const isBusy = useWorkbench((state) => state.engineJob !== null);
  if (!view.hasVectors) {
    return (
      <NeedsVectors>
        It ranks items by their vectors, and these are Semantic IDs without any.
      </NeedsVectors>
    );
  }
  if (!histories) {
    return <p className="muted">Open user histories (Data, Histories) to measure it.</p>;
  }
  const isShown =
    measured !== null && measured.sids === view.sids && measured.histories === histories;
  return (
    <>
      {isShown && <HitrateTable measured={measured} />}
      {!isShown && (
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => void measureHitrate(view)}
        >
          Measure
        </button>
      )}
    </>
  );
}

function Purity({ view }: { readonly view: View }) {
  const slice = useWorkbench((state) => state.slice);
  // Items may have their categories of a table beside a file of codes.
  const column = slice?.request?.mapping.category ?? 'category';
  if (!slice || slice.categories.length === 0 || !view.sids) {
    return (
      <p className="muted">
        {view.hasVectors
          ? 'Choose a category column (Data, Columns) to measure it.'
          : 'Open a table with item_id and category of these items to measure it.'}
      </p>
    );
  }
  return <PurityTable sids={view.sids} categories={slice.categories} column={column} />;
}
