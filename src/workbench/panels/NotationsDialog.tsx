import { useState } from 'react';
import { toProblemDetail, type ProblemDetail } from '../../problem';
import { NOTATIONS, type NotationName } from '../../sid/notations/catalogue';
import { defaultOffset } from '../../sid/notations/forge-tokens';
import type { ItemSids } from '../../sid/notations/item-sids';
import { downloadNotation } from '../state/notation-export';
import { useWorkbench } from '../state/store';
import { useView } from '../state/view-context';
import { Choice } from '../widgets/Choice';
import { DialogFrame } from '../widgets/DialogFrame';
import { NumberInput } from '../widgets/NumberInput';
import { ProblemCard } from '../widgets/ProblemCard';
import { leavesText, NOTATION_CHOICES, previewOf } from './notation-text';

/** The SIDs on the screen as files of other tools: which, how it begins, and what leaves the page. */
export function NotationsDialog({ onClose }: { readonly onClose: () => void }) {
  const sids = useView()?.sids ?? null;
  const ids = useWorkbench((state) => state.slice?.ids ?? null);
  return (
    <DialogFrame title="Semantic IDs for other tools" onClose={onClose} isWide>
      {sids && ids ? <NotationForm items={{ itemIds: ids, sids }} /> : <p>There are no codes.</p>}
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </DialogFrame>
  );
}

function NotationForm({ items }: { readonly items: ItemSids }) {
  const [name, setName] = useState<NotationName>('forge-csv');
  const [offset, setOffset] = useState(defaultOffset(items.sids));
  const [problem, setProblem] = useState<ProblemDetail | null>(null);
  const preview = previewOf(name, items, offset);
  const shown = problem ?? preview.problem;
  const { file, text, reader } = NOTATIONS[name];
  const save = async () => {
    setProblem(null);
    try {
      await downloadNotation(name, items, offset);
    } catch (error) {
      setProblem(toProblemDetail(error));
    }
  };
  return (
    <>
      <Choice
        label="Format"
        value={name}
        options={NOTATION_CHOICES}
        onChange={(picked) => {
          setName(picked);
          setProblem(null);
        }}
      />
      {name === 'forge-tokens' && (
        <NumberInput
          label="Tokens between levels"
          value={offset}
          min={1}
          max={1 << 24}
          onChange={setOffset}
        />
      )}
      <p className="muted">
        {text}. For {reader}.
      </p>
      {shown ? (
        <ProblemCard problem={shown} />
      ) : (
        // Scrolls sideways, so it must take the focus for the arrow keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className="preview" tabIndex={0} role="region" aria-label={`How ${file} begins`}>
          {preview.lines.join('\n')}
        </pre>
      )}
      <p>{leavesText(file, items.sids)}</p>
      <button
        type="button"
        className="button primary"
        aria-disabled={preview.problem !== null}
        onClick={() => {
          if (!preview.problem) void save();
        }}
      >
        Save {file}
      </button>
    </>
  );
}
