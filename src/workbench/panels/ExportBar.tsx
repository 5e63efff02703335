import { Suspense, useState } from 'react';
import {
  EXPORTS,
  MODEL_EXPORT,
  download,
  exportableRun,
  type ExportName,
} from '../state/export-actions';
import { lacksVectors, useWorkbench } from '../state/store';
import { NotationsDialog } from './late-panels';

const CONTENTS: Readonly<Record<ExportName, string>> = {
  'codes.npy': 'int32, items x levels',
  'codebooks.npz': 'float32, levels x K x dimension, and the mean if it was subtracted',
  'items.parquet': 'item_id, c1..cL, code_str',
  'model.safetensors': 'weights of encoder, decoder and codebooks, float32',
  'metrics.json': 'every number of this run, with its settings and adapter',
};

/** The run on the screen as files. Shown once there is a whole run to export. */
export function ExportBar() {
  const canExport = useWorkbench(
    ({ trained, draft, run }) => run === null && exportableRun(trained, draft.levels) !== null,
  );
  const hasModel = useWorkbench(({ trained }) => Boolean(trained?.source?.learned));
  const hasCodebooks = !useWorkbench(lacksVectors);
  const [isOpen, setIsOpen] = useState(false);
  if (!canExport) return null;
  const names: readonly ExportName[] = hasModel
    ? [...EXPORTS, MODEL_EXPORT]
    : EXPORTS.filter((name) => name !== 'codebooks.npz' || hasCodebooks);
  return (
    <div className="exports" role="group" aria-label="Export">
      <span className="muted">Export</span>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="button quiet small"
          title={CONTENTS[name]}
          onClick={() => void download(name)}
        >
          {name}
        </button>
      ))}
      <button
        type="button"
        className="button quiet small"
        title="SIDs in the formats of FORGE, LC-Rec, OpenOneRec, TorchEasyRec and GRID"
        onClick={() => setIsOpen(true)}
      >
        Other tools…
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <NotationsDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
